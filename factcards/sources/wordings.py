"""What pages without an article say, in the languages of the news we are likely to be given.

All patterns are for lower-case text with straight apostrophes.
"""

from __future__ import annotations

import re


def _any(*wordings: str) -> re.Pattern[str]:
    return re.compile("|".join(wordings), re.MULTILINE)


ROBOT = _any(
    r"verify (?:that )?you are (?:a )?human",
    r"(?:are|you're) not a (?:ro)?bot",
    r"are you a robot",
    r"complete the captcha|captcha below|solve th(?:e|is) captcha",
    r"checking (?:your browser|if the site)",
    r"just a moment\.\.\.",
    r"unusual traffic",
    r"(?:complete|performing) (?:a |the )?security (?:check|verification)",
    r"attention required! \| cloudflare",
    r"press (?:&|and) hold",
    r"access (?:to this page )?(?:is |has been )?denied",
    r"you don't have permission to access",
    r"(?:your )?request (?:has been |was )?blocked",
    r"pardon our interruption",
    r"automated (?:access|queries|requests)",
    r"zugriff verweigert|accès refusé|acceso denegado|доступ (?:запрещён|запрещен|ограничен)",
)
"""Checks that a person is reading, and refusals of those who fail them."""

ERROR = _any(
    r"^(?:error|fehler|erreur|ошибка)?[ :#-]{0,3}(?:40[0-9]|410|50[0-9])\b.{0,40}$",
    r"\b(?:40[0-9]|410|50[0-9])\b.{0,30}(?:error|not found|forbidden|unavailable)",
    r"\b(?:page|article|site|url|file)\b.{0,25}\bnot (?:be )?found",
    r"\b(?:page|article|url|file)\b.{0,25}\b(?:does not|doesn't) exist",
    r"\b(?:page|article|url|file)\b.{0,25}\bno longer (?:exists|available)",
    r"^not found\b",
    r"service (?:temporarily )?unavailable|internal server error|bad gateway",
    r"seite (?:wurde )?(?:leider )?nicht (?:gefunden|verfügbar)",
    r"page (?:introuvable|non trouvée)",
    r"página no (?:encontrada|existe)|página não (?:encontrada|existe)",
    r"pagina non (?:trovata|esiste)|pagina niet gevonden",
    r"strona nie (?:została znaleziona|istnieje)|nie znaleziono strony",
    r"страница не найдена|сторінку не знайдено",
    r"ページが見つかりません|페이지를 찾을 수 없|页面不存在|找不到(?:页面|頁面|网页)",
    r"الصفحة غير موجودة",
)
"""Pages that stand in for one that is not there; looked for at the top alone."""

SCRIPT = _any(
    r"(?:enable|turn on|requires?|need|activate|without|use).{0,40}java ?script",
    r"java ?script.{0,40}(?:enable|disabled|required|not (?:available|supported))",
    r"(?:aktivieren|activer|habilitar?|abilita|włącz|включите|увімкніть).{0,40}java ?script",
    r"java ?script.{0,40}(?:aktivieren|activ|habilit|abilit|有効|활성화|启用)",
)
"""Asking for JavaScript."""

COOKIES = _any(
    r"cookie|consent|einwilligung|consentement|consentimiento|consenso|同意|쿠키",
)
"""Subjects of cookie notices."""

CONSENT = _any(
    r"we value your privacy|before you continue|our (?:\d+ )?partners",
    r"accept (?:all|cookies)|(?:manage|reject|decline) (?:all|cookies|preferences)",
    r"privacy (?:settings|choices|preferences)|your consent|legitimate interest",
    r"process personal data|personali[sz]ed (?:ads|advertising|content)|\\d partners",
    r"alle akzeptieren|zustimm|ihre privatsphäre|unsere partner",
    r"tout accepter|nos partenaires|votre vie privée",
    r"aceptar todo|nuestros socios|su privacidad",
    r"accetta tutt|nostri partner|aceitar tud|nossos parceiros",
    r"alles accepteren|zaakceptuj|naszych partnerów|принять все",
)
"""Demands and choices of cookie notices."""

PAYWALL = _any(
    r"(?:to|and) (?:continue|keep) reading",
    r"(?:to|and) read (?:the (?:full|rest)|this (?:article|story))",
    r"(?:for|to) (?:our )?(?:paid |paying |premium |digital )?subscribers\b",
    r"subscribers?[- ]only|become a (?:member|subscriber) to",
    r"subscribe (?:now|today|to (?:read|continue|unlock|access|get full))",
    r"unlock (?:this|the|all) |full access to (?:this|the|all|our) ",
    r"remaining free articles|free articles? (?:left|this month)|premium (?:article|content)",
    r"(?:jetzt|um) weiterzu?lesen|weiterlesen mit|jetzt abonnieren",
    r"(?:nur|exklusiv) für abonnenten",
    r"réservé (?:à nos|aux) abonnés|pour lire la suite|abonnez-vous pour",
    r"il vous reste .{0,12}% de cet article",
    r"para seguir leyendo|(?:exclusivo|solo) para suscriptores|suscríbete para",
    r"per continuare a leggere|riservato agli abbonati|abbonati per",
    r"para continuar lendo|exclusivo para assinantes|assine para",
    r"lees verder met|alleen voor abonnees|aby czytać dalej|dla prenumeratorów",
    r"подпишитесь, чтобы|только для подписчиков|передплатіть",
    r"有料会員|会員限定|続きを読むには|구독자 전용|订阅后",
)
"""Demands to subscribe at the point where an article breaks off."""
