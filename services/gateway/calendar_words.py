"""What a guest's calendar says, in the languages of the guest's own page."""

LANGUAGES = ("en", "zh", "ko", "no", "ja", "ru", "ar", "es", "pt", "fr")
_OTHER_CODES = {"nb": "no", "nn": "no"}

KINDS: dict[str, dict[str, str]] = {
    "MEETING": {
        "en": "Meeting",
        "zh": "会见",
        "ko": "면담",
        "no": "Møte",
        "ja": "会見",
        "ru": "Встреча",
        "ar": "لقاء",
        "es": "Reunión",
        "pt": "Encontro",
        "fr": "Entretien",
    },
    "TALKS": {
        "en": "Talks",
        "zh": "会谈",
        "ko": "회담",
        "no": "Samtaler",
        "ja": "会談",
        "ru": "Переговоры",
        "ar": "مباحثات",
        "es": "Conversaciones",
        "pt": "Conversações",
        "fr": "Pourparlers",
    },
    "CALL": {
        "en": "Courtesy call",
        "zh": "拜会",
        "ko": "예방",
        "no": "Høflighetsbesøk",
        "ja": "表敬訪問",
        "ru": "Визит вежливости",
        "ar": "زيارة مجاملة",
        "es": "Visita de cortesía",
        "pt": "Visita de cortesia",
        "fr": "Visite de courtoisie",
    },
    "pick_up": {
        "en": "Pick-up",
        "zh": "接站",
        "ko": "영접",
        "no": "Henting",
        "ja": "お迎え",
        "ru": "Встреча",
        "ar": "استقبال",
        "es": "Recogida",
        "pt": "Receção",
        "fr": "Accueil",
    },
    "transfer": {
        "en": "Drive",
        "zh": "乘车",
        "ko": "이동",
        "no": "Kjøring",
        "ja": "移動",
        "ru": "Переезд",
        "ar": "تنقّل",
        "es": "Traslado",
        "pt": "Deslocação",
        "fr": "Trajet",
    },
    "return": {
        "en": "Drive back",
        "zh": "返程",
        "ko": "복귀",
        "no": "Tilbakekjøring",
        "ja": "お送り",
        "ru": "Обратный переезд",
        "ar": "عودة",
        "es": "Regreso",
        "pt": "Regresso",
        "fr": "Retour",
    },
    "send_off": {
        "en": "Send-off",
        "zh": "送站",
        "ko": "배웅",
        "no": "Kjøring til avreise",
        "ja": "お見送り",
        "ru": "Проводы",
        "ar": "توديع",
        "es": "Traslado de salida",
        "pt": "Traslado de partida",
        "fr": "Transfert de départ",
    },
}
"""Meetings and drives by the codes of their services."""

_PLACES = {
    "HSN": ("Putuoshan Airport", "普陀山机场"),
    "NGB": ("Ningbo Airport", "宁波机场"),
    "NGB_RAIL": ("Ningbo Station", "宁波站"),
    "HGH": ("Hangzhou Airport", "杭州机场"),
    "PVG": ("Shanghai Pudong", "上海浦东机场"),
    "SHA": ("Shanghai Hongqiao", "上海虹桥"),
    "SHP": ("Shanghai Port", "上海港码头"),
    "ROAD": ("by road", "公路"),
    "ZHUJIAJIAN": ("Zhujiajian", "朱家尖"),
    "PUTUO": ("Putuo", "普陀"),
    "LINCHENG": ("Lincheng", "临城"),
    "DINGHAI": ("Dinghai", "定海"),
    "PUTUOSHAN": ("Putuoshan Island", "普陀山岛"),
}
"""Gates and zones in English and Chinese, as the console calls them."""


def calendar_language(code: str) -> str:
    """The language if calendars are written in it (Norwegian has two codes), otherwise English."""
    known = _OTHER_CODES.get(code, code)
    return known if known in LANGUAGES else "en"


def place_name(code: str, language: str) -> str:
    """What a place is called: in Chinese, or in Latin letters as on signs; a code unknown here stays as it is."""
    in_english, in_chinese = _PLACES.get(code, (code, code))
    return in_chinese if language == "zh" else in_english
