"""Words that carry no content of their own, by language. Kept short on purpose.

Negations, modals and quantifiers are listed too: their checks look at them, not at stems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def listed(words: str) -> frozenset[str]:
    """Words written one after the other, as a set."""
    return frozenset(words.split())


def by_language(lists: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Such sets, of one list for each language."""
    return {lang: listed(words) for lang, words in lists.items()}


_LISTS = {
    "en": """additionally addition besides consequently conversely correspondingly despite due
        furthermore hence likewise meanwhile moreover nevertheless nonetheless notably
        otherwise overall owing respectively similarly subsequently ultimately
        approximately nearly roughly really a about above across after again against ago all
        almost along already also although am amid among an and any anyone are around as at
        be became because become becomes been before being below between both but by came
        can can't come could did do does doing done don't down during each either else etc
        even ever every few for from further get gets getting give given go going had has
        have having he her here hers herself him himself his how however i if in including
        indeed inside instead into is it its itself just least less let like made make makes
        making many may me might more most much must my myself neither never next no nor not
        now of off often on once one only onto or other others our ours out outside over own
        per perhaps put quite rather same shall she should since so some soon still such
        than that the their theirs them themselves then there thereby therefore these they
        this those though through throughout thus to together too toward towards under until
        up upon us very via was we well were what when whenever where whereas whether which
        while who whom whose why will with within without would yet you your yours yourself""",
    "de": """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei
        beim bereits bis bisher da dabei dadurch damit danach dann daran darauf darf darüber
        das dass davon dazu dem den denen der deren des dessen die dies diese diesem diesen
        dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas
        für gegen gegenüber gewesen habe haben hat hatte hatten hier hin hinter ich ihm ihn
        ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist jede jedem jeden jeder
        jedes jedoch jetzt kann kein keine keinem keinen keiner können könnte könnten mal
        man mehr mein mit muss müssen nach nachdem neben nicht noch nun nur ob oder ohne
        rund sehr sei seien sein seine seinem seinen seiner seines seit selbst sich sie sind
        so solche soll sollen sollte sollten sondern sowie über um und uns unser unter viel
        viele vom von vor während war waren was wegen weil weiter welche welcher wenn wer
        werde werden wie wieder will wir wird wo wollen worden wurde wurden würde würden zu
        zum zur zwar zwischen""",
    "fr": """à afin ai ainsi alors après au aucun aucune aussi autre autres aux avant avec avoir
        avons avait avaient ayant c ce ceci cela celle celles celui ces cet cette ceux chez
        comme contre d dans de depuis des donc dont du elle elles en encore entre est et
        étaient était été être eu eux fait il ils j je jusqu l la là le les leur leurs lors
        lorsque lui m ma mais me même mes moins mon n ne ni nos notre nous on ont ou où par
        parce pas peu peut plus plusieurs pour pourrait puis qu quand que quel quelle
        quelles quels qui quoi s sa sans se selon sera ses si sien son sont soit sous sur t
        ta tandis te tes toi ton tous tout toute toutes très tu un une vers voici vos votre
        vous y""",
    "es": """a al algo algunas algunos ante antes aquel aquella aquellos así aún aunque cada como
        con contra cual cuales cuando cuya cuyo de del desde donde dos durante e el él ella
        ellas ellos en entre era eran es esa esas ese eso esos esta está estaba están estas
        este esto estos fue fueron ha haber había han hasta hay la las le les lo los más me
        mi mientras muy nada ni no nos nosotros o otra otras otro otros para pero poco por
        porque puede pueden que qué quien quienes se sea según ser será si sí sido sin sobre
        son su sus también tan tanto tiene tienen todo todos tras tu u un una unas uno unos
        y ya yo""",
    "it": """a abbia ad agli ai al alla alle allo anche ancora avere aveva avevano c che chi ci
        come con contro cosa così cui d da dagli dai dal dalla dalle dallo degli dei del
        dell della delle dello dentro di dopo dove due e è ed era erano essere fa fino fra
        fu furono già gli ha hanno ho i il in io l la le lei li lo loro lui ma mentre mi mia
        mio molto ne negli nei nel nell nella nelle nello no noi non nostro o ogni per
        perché però più poi prima può qua quale quali quando quanto quasi quella quelle
        quelli quello questa queste questi questo qui sarà se sei senza si sia sono sopra
        sotto stata state stati stato su sua sue sugli sui sul sull sulla sulle suo suoi tra
        tutti tutto un una uno v vi""",
    "pt": """a à ainda além ante antes ao aos apenas após aquela aquele as às até cada com como
        contra da das de dela dele deles depois desde dessa desse desta deste do dos durante
        e é ela elas ele eles em enquanto entre era eram essa essas esse esses esta está
        estão estas estava este estes eu foi foram há isso isto já la lhe lo mais mas me
        mesmo meu muito na não nas nem nessa nesse nesta neste no nos nossa nosso num numa o
        onde os ou outra outro outros para pela pelas pelo pelos pode podem por porque quais
        qual quando quanto que quem se seja sem sendo ser será seu seus sido sob sobre sua
        suas são só também te tem têm ter todo todos tudo um uma uns você""",
    "nl": """aan al alle als ander andere bij daar dan dat de deze die dit doch doen door dus een
        en er ge geen geweest had hadden heb hebben heeft hem het hier hij hoe hun iets ik
        in is ja je kan kunnen maar me meer men met mij mijn moet na naar niet niets nog nu
        of om ons ook op over reeds sinds te tegen toch toen tot u uit uw van veel voor want
        waren was wat we wel werd werden wie wil worden wordt zal ze zei zelf zich zij zijn
        zo zonder zou""",
    "ru": """а без более больше будет будто будут бы был была были было быть в вам вас ведь весь
        во вот все всего всех вы где да для до его ее если есть еще же за и из или им их к
        как какой когда который которая которое которые которых которым кто ли либо между
        меня мне много может можно мы на над надо нас не него нее ней нет ни них но ну о об
        он она они оно от очень перед по под после потом потому при про раз с сам свой своей
        своих себя со так также такой там те тем то того тоже той только том ту ты у уже
        хотя чего чем через что чтобы эта эти это этого этой этом этот я""",
    "uk": """а або адже але б без більше був була були було бути в вже ви від він вона вони воно
        все всі для до є же з за зі і із інших її їй їх й його йому коли ли лише між мене ми
        може на над нас не неї ні них о об однак під після по при про саме своє свої своїх
        себе та так також такий там те ти тим тих то того той тому у хто це цей ця ці цього
        цьому чи що щоб щодо я як який яка яке які яких якщо""",
    "ar": """ما من في على إلى الى عن أن ان إن هذا هذه ذلك تلك التي الذي الذين كان كانت يكون هو هي
        هم مع بعد قبل قد كل لا لم لن ليس ليست غير ثم أو او بين حتى حول حيث خلال عند عندما
        فقط كما لكن و ف ب ل ك منذ نحو وقد وكان وهو وهي وفي ومن إذا أي أما أيضا ضد تحت فوق به
        بها له لها فيه فيها منه منها عليه عليها إليه إليها أنه أنها إنه إنها""",
}

_STOPWORDS = {lang: listed(words) for lang, words in _LISTS.items()}

# Characters of Chinese that are grammar more often than content.
CHINESE_PARTICLES = frozenset("的了着是在和与及也都就而并被把将于之其这那个们等到对向从为所以")

# Numbers have a check of their own, which reads "三年" and "3年" alike.
HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬億亿兆两兩")

_KOREAN_VERBS = """했다 했고 했으며 했지만 했던 했다고 하였다 하였고 하였으며 한다 한다고 하는
    하고 하며 하지 하기 할 됐다 됐고 됐으며 됐다고 되었다 되었고 되었으며 된다 되는 되고 되며
    었다 었고 었으며 았다 았고 았으며 였다 였고 였으며 렸다 렸고 렸으며 졌다 졌고 졌으며 였다고
    었다고 았다고 이다 입니다 습니다 합니다"""

# Longest first, so that each verb loses all of its ending.
KOREAN_ENDINGS = tuple(sorted(listed(_KOREAN_VERBS), key=lambda word: (-len(word), word)))

_KOREAN = """에서는 에게서 으로는 으로써 으로서 에서도 까지는 이라고 라고 에서 에게 께서
    으로 까지 부터 처럼 보다 마다 조차 이나 이며 이고 하고 들은 들이 들을 들의
    은 는 이 가 을 를 의 에 도 와 과 로 만 나"""

# Longest first, so that each word loses all of its ending.
KOREAN_PARTICLES = tuple(sorted(listed(_KOREAN), key=lambda word: (-len(word), word)))


def stop_words(lang: str) -> frozenset[str]:
    """Folded stop words of a language; empty where we have none."""
    return _STOPWORDS.get(lang, frozenset())
