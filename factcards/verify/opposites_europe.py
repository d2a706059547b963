"""Opposites in other languages of Europe, in the forms that news uses: data of the lexicon.

Words on the left of "|" are opposites of those on the right; a row that is indented further
goes on the one above.
"""

from __future__ import annotations

EUROPEAN = {
    "de": """
        steigen gestiegen stieg stiegen steigt erhöhen erhöhte erhöht erhöhten wachsen wuchs
            wuchsen gewachsen zunehmen zugenommen anheben angehoben anstieg zunahme zuwachs
            | fallen gefallen fiel fielen sinken sank sanken sinkt gesunken senken senkte gesenkt
            senkten abnehmen abgenommen schrumpfen schrumpfte geschrumpft rückgang kürzen kürzte
            gekürzt
        gewinnen gewinnt gewonnen gewann gewannen sieg siegte siegten besiegte
            | verlieren verliert verloren verlor verloren niederlage unterlag
        zustimmen zugestimmt annehmen angenommen annahm nahm nahmen billigen billigte billigten
            gebilligt genehmigen genehmigte genehmigt verabschiedete verabschiedet befürwortete
            befürwortet akzeptierte akzeptiert zustimmung
            | ablehnen ablehnte abgelehnt lehnte lehnten lehnt verwarf verworfen zurückgewiesen
            ablehnung untersagte
        unterstützen unterstützte unterstützt | ablehnen lehnte bekämpfen bekämpfte
        loben lobte lobten gelobt begrüßte begrüßten begrüßt würdigte
            | kritisieren kritisierte kritisierten kritisiert verurteilte rügte bemängelte tadelte
        für | gegen
        erlauben erlaubt erlaubte erlaubten gestattete zulassen zugelassen
            | verbieten verboten verbot untersagte untersagt
        öffnen öffnet öffnete geöffnet eröffnet eröffnete eröffnen eröffnung
            | schließen schließt schloss geschlossen schließung
        einstellen stellte stellten einstellte eingestellt | entlassen entließ entließen entlässt
        beginnen beginnt begann begannen begonnen startete start beginn
            | enden endet endete endeten geendet beendete beendet ende
        mehr größer | weniger kleiner
        höher höhere | niedriger niedrigere
        früher früheren | später späteren
        vor | nach
        krieg | frieden
        verbündete freund | feind gegner
        kaufen kaufte kauften gekauft kauft erwarb erworben
            | verkaufen verkaufte verkauften verkauft veräußerte
        einfuhr import importierte importiert | ausfuhr export exportierte exportiert
        erste ersten erster | letzte letzten letzter
        ankommen angekommen eingetroffen ankunft | abgereist abgefahren abfahrt abreise
        erfolg erfolgreich gelang gelungen | misserfolg scheitern scheiterte gescheitert misslang
        gewinn überschuss | verlust defizit
        bestätigen bestätigte bestätigt | dementieren dementierte dementiert bestritt
        schuldig verurteilt | unschuldig freigesprochen
        festgenommen verhaftet inhaftiert | freigelassen freigekommen entlassen
        stärken stärkte gestärkt | schwächen schwächte geschwächt
        verbessern verbesserte verbessert besser | verschlechtern verschlechterte verschlechtert
            schlechter
        bauen baute gebaut errichtet | abreißen abgerissen zerstört zerstörte
        optimistisch zuversichtlich | pessimistisch
        legal | illegal
        sicher | unsicher gefährlich
        mehrheit | minderheit
        überleben überlebte überlebten überlebt | sterben starb starben gestorben getötet""",
    "fr": """
        augmenter augmenté augmente augmentent augmentation hausse croître progressé progresser
            grimpé relevé | baisser baissé baisse baissent diminuer diminué chuté chute reculé recul
            réduit réduire abaissé
        gagner gagné gagne victoire remporté remporter
            | perdre perdu perd perdent défaite
        accepter accepté approuver approuvé approuve adopter adopté adopte voté validé autorisé
            adoption approbation | refuser refusé rejeter rejeté rejette rejet repoussé
        soutenir soutenu soutient | combattre combattu combat
        saluer salué louer loué félicité applaudi | critiquer critiqué critique dénoncé condamné
            fustigé
        pour | contre
        autoriser autorisé permettre permis | interdire interdit interdite
        ouvrir ouvert ouverte ouvre ouverture ouvrira | fermer fermé fermée ferme fermeture fermera
        allié | ennemi
        guerre | paix
        importer importé importation | exporter exporté exportation
        acheter acheté achète acquis racheté | vendre vendu vendue vend cédé
        premier première | dernier dernière
        avant | après
        embaucher embauché embauche recruté recruter | licencier licencié licenciement supprimé
        commencer commencé commence débuté début | terminer terminé finir fini fin achevé
        arriver arrivé arrivée | partir parti partie départ quitté
        succès réussi réussir réussite | échec échoué échouer
        bénéfice excédent | perte déficit
        confirmer confirmé | démentir démenti nié
        coupable condamné | innocent acquitté relaxé
        arrêté arrêter détenu interpellé | libéré libérer relâché
        renforcer renforcé | affaiblir affaibli
        améliorer amélioré mieux meilleur | aggraver aggravé détérioré pire
        construire construit | détruire détruit démoli
        supérieur | inférieur
        majorité | minorité
        optimiste | pessimiste
        légal | illégal
        survécu survivant | mort tué décédé""",
    "es": """
        subir subió subieron subido sube subida aumentar aumento aumentó aumentaron crecer creció
            crecieron crecimiento elevó | bajar bajó bajaron baja bajada caer cayó cayeron caída
            disminuir disminuyó reducir redujo redujeron descendió descenso recortó
        ganar ganó ganaron gana victoria venció | perder perdió perdieron pierde derrota
        aceptar aceptó aceptaron aprobar aprobó aprobaron aprueba aprobado avaló respaldó ratificó
            | rechazar rechazó rechazaron rechaza rechazado rechazo denegó vetó
        apoyar apoyó apoyaron apoya | combatir combatió opuso rechazó
        elogiar elogió elogiaron elogia alabó celebró aplaudió | criticar criticó criticaron
            critica condenó censuró denunció
        favor | contra
        permitir permitió permite autorizó | prohibir prohibió prohíbe prohibido
        abrir abrió abrieron abre abrirá abierto apertura inauguró | cerrar cerró cerraron cierra
            cerrará cerrado cierre
        aliado | enemigo
        guerra | paz
        importar importó importación | exportar exportó exportación
        comprar compró compraron adquirió | vender vendió vendieron vende vendido
        primero primera primer | último última
        antes | después
        contratar contrató contrataron | despedir despidió despidieron despido
        comenzar comenzó comienza empezar empezó inició inicio | terminar terminó termina acabar
            acabó finalizó fin
        llegar llegó llegaron llegada | partir partió salió salida marchó
        éxito logró | fracaso fracasó
        beneficio superávit ganancia | pérdida déficit
        confirmar confirmó | desmentir desmintió negó
        culpable condenado condenada | inocente absuelto absuelta
        detener detuvo detenido detuvieron arrestó | liberar liberó liberado
        fortalecer fortaleció reforzó | debilitar debilitó
        mejorar mejoró mejor | empeorar empeoró peor
        construir construyó | destruir destruyó demolió
        mayor | menor
        mayoría | minoría
        optimista | pesimista
        legal | ilegal
        sobrevivió sobrevivieron | murió murieron falleció""",
    "it": """
        aumentare aumentato aumentati aumenta aumento salito saliti salita cresciuto crescita alzato
            | diminuire diminuito diminuiti diminuisce calo calato calati sceso scesi ridotto
            riduzione tagliato abbassato
        vincere vinto vince vittoria battuto | perdere perso perde sconfitta
        approvare approvato approva accettare accettato accetta adottato ratificato
            | respingere respinto respinge rifiutare rifiutato bocciato bocciata boccia
        sostenere sostenuto appoggiato | combattere combattuto ostacolato
        elogiare elogiato lodato elogia applaudito | criticare criticato critica condannato
        favore | contro
        permettere permesso autorizzato consentito | vietare vietato vieta proibito
        aprire aperto aperta apre aprirà apertura inaugurato | chiudere chiuso chiusa chiude
            chiuderà chiusura
        guerra | pace
        alleato | nemico
        comprare comprato acquistato acquista | vendere venduto venduta vende ceduto
        importare importato | esportare esportato
        primo prima | ultimo ultima
        assumere assunto assunti assume | licenziare licenziato licenziati licenzia
        cominciare cominciato iniziare iniziato inizia inizio | finire finito terminato finisce
            concluso
        arrivare arrivato arrivata arrivo | partire partito partita partenza
        successo riuscito | fallimento fallito
        utile profitto | perdita
        confermare confermato conferma | smentire smentito smentisce negato
        colpevole condannato | innocente assolto assolta
        arrestato arrestati arresto | liberato liberati rilasciato scarcerato
        rafforzare rafforzato | indebolire indebolito
        migliorare migliorato migliore | peggiorare peggiorato peggiore
        costruire costruito | distrutto demolito
        maggiore | minore
        maggioranza | minoranza
        sopravvissuto | morto ucciso""",
    "pt": """
        subir subiu subiram subida aumentar aumentou aumentaram aumento crescer cresceu cresceram
            elevou | cair caiu caíram queda descer desceu desceram diminuir diminuiu reduzir reduziu
            baixou baixaram cortou
        ganhar ganhou ganharam venceu venceram vitória | perder perdeu perderam derrota
        aprovar aprovou aprovaram aprovada aceitar aceitou aceitaram ratificou adotou
            | rejeitar rejeitou rejeitaram rejeitada recusar recusou recusaram chumbou vetou
        apoiar apoiou apoiaram apoia | combater combateu opôs
        elogiar elogiou elogiaram elogia saudou aplaudiu | criticar criticou criticaram critica
            condenou
        favor | contra
        permitir permitiu autorizou autorizar | proibir proibiu proíbe proibido
        abrir abriu abriram abre abrirá aberto abertura inaugurou | fechar fechou fecharam fecha
            fechará fechado encerrou
        guerra | paz
        aliado | inimigo
        comprar comprou compraram adquiriu | vender vendeu venderam vende
        importar importou | exportar exportou
        primeiro primeira | último última
        antes | depois
        contratar contratou contrataram | despedir despediu demitiu demitir
        começar começou começa início iniciou | terminar terminou acabar acabou fim
        chegar chegou chegaram chegada | partir partiu saiu partida
        sucesso | fracasso fracassou
        lucro excedente | prejuízo défice
        confirmar confirmou | desmentir desmentiu negou
        culpado condenado | inocente absolvido
        deter deteve detido preso prendeu | libertar libertou libertado solto
        reforçar reforçou fortaleceu | enfraquecer enfraqueceu
        melhorar melhorou melhor | piorar piorou pior
        construir construiu | destruir destruiu demoliu
        maior | menor
        maioria | minoria
        sobreviveu | morreu""",
    "nl": """
        stijgen steeg stegen gestegen stijgt stijging verhogen verhoogde verhoogd groeide gegroeid
            | dalen daalde daalden gedaald daalt daling verlagen verlaagde verlaagd kromp gekrompen
        winnen won wonnen gewonnen wint overwinning | verliezen verloor verloren verliest nederlaag
        goedkeuren keurde goedgekeurd aannemen nam aangenomen aanvaardde aanvaard accepteerde
            | verwerpen verwierp verwierpen verworpen afwijzen wees afgewezen weigerde geweigerd
        prijzen prees prezen geprezen | bekritiseren bekritiseerde bekritiseerd hekelde
            veroordeelde
        voor | tegen
        toestaan toegestaan | verbieden verbood verboden
        openen opende geopend opent | sluiten sloot gesloten sluit sluiting
        oorlog | vrede
        kopen kocht gekocht koopt | verkopen verkocht verkoopt
        eerste | laatste
        aannam aangenomen | ontslaan ontsloeg ontslagen
        beginnen begon begonnen begint | eindigen eindigde geëindigd beëindigd
        succes geslaagd | mislukking mislukt mislukte
        winst | verlies
        schuldig veroordeeld | onschuldig vrijgesproken
        gearresteerd aangehouden opgepakt | vrijgelaten
        verbeterde verbeterd | verslechterde verslechterd
        gebouwd | gesloopt verwoest
        meerderheid | minderheid
        overleefde overleefden overleefd | stierf stierven gestorven overleden""",
    "ru": """
        вырос выросли выросла вырастет растет рост увеличил увеличили увеличился увеличились
            повысил повысили поднялся поднялись повышение увеличение | упал упали упала упадет
            падает падение снизил снизили снизился снизились сократил сократили сократился
            уменьшился уменьшил снижение сокращение
        выиграл выиграла выиграли победил победила победили победа | проиграл проиграла проиграли
            поражение
        одобрил одобрила одобрили принял приняла приняли утвердил поддержал поддержала поддержали
            ратифицировал | отклонил отклонила отклонили отверг отвергла отвергли
        похвалил похвалила похвалили приветствовал | раскритиковал раскритиковала раскритиковали
            осудил осудила осудили критиковал
        за | против
        разрешил разрешила разрешили | запретил запретила запретили запрет
        открыл открыла открыли открылся открыт открытие | закрыл закрыла закрыли закрылся закрыт
            закрытие
        война | мир
        союзник | враг
        купил купила купили приобрел | продал продала продали
        импорт | экспорт
        первый первая первое | последний последняя последнее
        нанял наняли | уволил уволила уволили
        начал начала начали начался началась началось начало | закончил закончили закончился
            завершил завершили завершился завершилась
        прибыл прибыла прибыли приехал | уехал уехала уехали отбыл вылетел
        успех удалось | провал неудача
        прибыль | убыток
        подтвердил подтвердила подтвердили | опроверг опровергла опровергли
        виновен осужден | невиновен оправдан
        задержал задержали задержан арестован арестовали | освобожден освободили освободил
        усилил укрепил | ослабил
        улучшился улучшил | ухудшился ухудшил
        построил построили | разрушил разрушили снес снесли
        большинство | меньшинство
        выжил выжили | погиб погибли умер умерли""",
    "uk": """
        зріс зросли зросла зростає зростання збільшив збільшили збільшився збільшилися підвищив
            підвищили піднялися підвищення | впав впали впала падає падіння знизив знизили знизився
            знизилися скоротив скоротили скоротився зменшив зменшився зменшилися зниження
        виграв виграла виграли переміг перемогла перемогли перемога | програв програла програли
            поразка
        схвалив схвалила схвалили схвалено прийняв прийняла прийняли прийнято ухвалив ухвалила
            ухвалили підтримав підтримала підтримали затвердив ратифікував | відхилив відхилила
            відхилили відхилено відкинув відкинула відкинули
        похвалив похвалила похвалили привітав | розкритикував розкритикувала розкритикували засудив
            засудила засудили критикував
        за | проти
        дозволив дозволила дозволили дозволено | заборонив заборонила заборонили заборонено
        відкрив відкрила відкрили відкрився відкрито відкриття | закрив закрила закрили закрився
            закрито закриття
        війна | мир
        союзник | ворог
        купив купила купили придбав | продав продала продали
        імпорт | експорт
        перший перша перше | останній остання останнє
        найняв найняли | звільнив звільнила звільнили
        почав почала почали почався розпочав розпочалася | закінчив закінчили закінчився завершив
            завершили завершився завершилася
        прибув прибула прибули приїхав | поїхав поїхала відбув вилетів
        успіх вдалося | провал невдача
        прибуток | збиток
        підтвердив підтвердила підтвердили | спростував спростувала спростували
        винний засуджений | невинний виправданий
        затримав затримали затримано заарештували | відпустили звільнено
        посилив зміцнив | послабив
        покращився покращив | погіршився погіршив
        побудував побудували збудували | зруйнував зруйнували знесли
        більшість | меншість
        вижив вижили | загинув загинули помер померли""",
}
