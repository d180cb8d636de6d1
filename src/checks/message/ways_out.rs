//! What leaves a reader a way out: a no or silence as welcome, time of one's own, a small answer.

use super::phrase;
use crate::text::pattern::{Pattern, pattern};

/// What leaves a way out in Chinese (message-patterns.json, `OPT`, and what careful letters say instead).
static ZH: Pattern = pattern!(
    // No answer, or a no, is as welcome.
    r"(?:不|沒|未)(?:一定|用|必)?(?:要|有|克|便)?回(?:也|，|都|完全|覆)|免回|很感激|答不上來",
    r"不(?:強求|敢奢求|敢奢望|奢望|期待|期望)[您你妳一回答任，。]",
    r"(?:若|如果|要是|萬一|倘若|如|假如)[^。！？，,\n]{0,20}(?:不|沒|無|忙|為難|抽不出|太|難|滿|早)",
    r"不(?:方便|便|合適|適合|好說|確定|記得|想|夠好?|行|妥|好)[^。！？\n]{0,8}(?:就|也|沒關[係系]|理解|跟我說|的話)",
    r"[沒不][^。！？，]{1,8}的話|(?:若|如果)[您你妳](?:認為|覺得)[^。！？]{0,24}(?:也|就|請)|「(?:不|沒|再等)[^」]{0,6}」",
    r"(?:沒有?|無)(?:的話|時間|空|印象|想法|意見)[^。！？\n]{0,8}(?:就|也|都)",
    r"(?:不必|不用|無須|不須|不需|毋需|無需|別)(?:特地|特別|急著|勉強|費心|多)?(?:回|急|勉強|客氣|處理|理|管|為難|婉拒|掛心|在意|介意)",
    r"(?:婉拒|拒絕|說不)[^。！？\n]{0,6}(?:沒關[係系]|也|理解)|(?:都|也|我)(?:能|可以|完全)?(?:理解|明白|了解)的?[。！]?$",
    r"(?:^|[^沒不未])完全(?:理解|明白)|沒關[係系]|沒差|不要緊|不打緊|無妨|不勉強|不影響|別放在心上|當我沒[問說]|一笑置之|由[您你妳]|不[拘限]",
    r"(?:略|跳|滑)過|忽略|(?:先|就)?(?:擱|放|擺)著|當(?:作|成)(?:是|一)|就算了|作罷|備案",
    // Time is the reader's.
    r"[^我]有空[時再就]|方便時|方便的(?:話|時候)|[看依隨配][您你妳](?:的)?(?:方便|時間)|配合[您你妳]",
    r"(?:^|[^急])不[急趕]|不(?:趕時間|緊急|用急)|慢慢|隨時都|(?:時間|行程|餘力|餘裕)(?:允許|許可)?|行有餘力|願意的話",
    r"再(?:看|回|說|聊|告訴)[^。！？]{0,4}(?:就|也|都|吧|即|沒|$|[。！，～~）)])|(?:晚點|改天|哪天|日後)[^。！？]{0,10}(?:再|也|就|都)",
    r"[您你妳]先(?:忙|上班|休息|做)|(?:以後|之後|下個?[週周月])再",
    // A small answer will do.
    r"一句(?:話|建議)?(?:就|即|也)|[一兩二三四幾個]個?[字詞句行](?:話|母|字)?[^。！？\n]{0,6}(?:就|即|也|都|便|已|足)",
    r"(?:簡短|精簡)(?:回[覆復應])?(?:就|即|也)|按個?(?:讚|表情)|貼圖|👍",
    r"(?:就|即|也|便|已)(?:好|可|行|夠|足[夠以矣]|可以|很(?:夠|好|有幫助|受用|感謝|足夠|開心)|沒問題|懂)(?:了|以|懂)?(?:[。！，,、；~～)）🙏😊\s]|$)",
    r"就很?(?:受用|有幫助)|(?:已|都)是(?:很大|莫大)|都(?:好|行|可|可以|成)(?:[。！，,;；~～）)\s]|$)|就(?:十分|非常|很)感",
    r"(?:請|可以|也|就|歡迎|不妨)直接(?:跟|告訴)我(?:說)?|直接說就",
    r"[回打留按選傳寫說][^。！？\n]{0,4}(?:「[^」]{1,6}」|[a-z1-9])[^。！？\n]{0,8}(?:或|跟|/|、)[^。！？\n]{0,8}(?:就|即|也|便|都|足|$|[。！～])",
);
/// An offer of more, or the hope of an answer, leaves no way out though it sounds like one.
static ZH_NONE: Pattern =
    pattern!(r"(?:若|如果|如)[^。！？，,\n]{0,10}(?:需要|任何問題|不清楚|不足)[^。！？\n]*|直接(?:打|寄|跟他|告訴他)");

/// What leaves a way out in English.
static EN: Pattern = pattern!(
    // A condition on the reader's side.
    concat!(
        r"(?:^|[,;:.—–(-]\s*|\band |\bbut |\bor |\bonly |\bthough |\beven |\bok |\bfine |\bworries |\bproblem |\bissue )",
        r"if (?:you|it|that|this|the|not|neither|none|either|now|time|your|anything here|he|she|they|nobody|no one|",
        r"there|all|i hear|any of|so|we|my|his|her|their|a|an|someone|anyone)\b",
    ),
    r"\bif (?:you're|you are|you'd|you haven't|you don't|you can't|you cannot|it's|it is|it isn't|that's|this isn't|not)\b",
    r"\b(?:should|would) you (?:find|have|prefer|rather|not|wish)\b|\bonly if\b|\bunless\b",
    // No answer, or a no, is as welcome.
    concat!(
        r"\bno (?:rush|pressure|hurry|worries|obligation|problem|reply|answer|response|harm|issue|need|offen[cs]e|",
        r"hard feelings|bother|stress|big deal|worse off)\b",
    ),
    r"\bfeel free (?:to (?:ignore|skip|decline|say no|pass|close|leave)|not to)\b|\bignore (?:freely|away)\b",
    r"\b(?:not|isn't) the end of the world\b|\bi'?ll be (?:no worse|fine|just as)\b|\bnone (?:(?:is|are) )?(?:needed|expected)\b",
    r"\b(?:may|might) not have (?:the |any )?(?:time|room|capacity|energy)\b|\bthat(?:'s| is) (?:ok|okay|fine|all ?right)\b|\bdisregard\b",
    r"\b(?:hear|get) nothing\b|\bor (?:nothing|not at all|never|none|nobody)\b|\bunanswered\b|\bsilence\b|\bso is none\b",
    r"\b(?:totally|completely|perfectly|fully|of course|entirely|quite) (?:fine|ok|okay|cool|acceptable|understandable)\b",
    r"\b(?:totally|completely|fully) understand(?:[.,!;]| if|$)|\bi shall (?:quite |fully )?understand\b",
    concat!(
        r"\bi(?:'d|'ll| would| will| can)? (?:completely |fully |totally |quite |well |perfectly )?",
        r"(?:understand(?:[.,!;]| if| that| too| entirely| completely|$)|imagine that)",
    ),
    r"(?:\bnot|n't) expect(?:ing)?\b|\bhappy to take no\b|\bsaying no is\b|\b(?:just |simply )?say no\b|\bowe me\b|\bnot be offended\b|\bnot quite\b",
    r"\b(?:ignore|skip) (?:this|it|my|me)\b|\blet it go\b|\bforget (?:i|that i|this|it)\b|\bjust delete\b|\bshould (?:it|you) not\b",
    r"\b(?:don't|do not|needn't) (?:feel|worry|trouble|mind)\b|\b(?:ok|okay|fine|grand|cool) (?:too|to (?:skip|ignore|say no|decline))\b",
    r"\bwon't (?:write|ask|mind|chase|follow up|take it)\b|\b(?:either|any) way\b|\b(?:you'd|you would|you) rather\b",
    r"\bthat's (?:useful|good) to know too\b|\bthumbs[- ]down\b|\bboth grand\b|\bjust as (?:happy|glad|good|grateful)\b|\bdon't want to (?:keep|disturb|hold|interrupt)\b|\blet (?:it|this|me|this one) (?:be|go|pass|slide|rest)\b",
    r#"["“](?:no|nope|not (?:now|yet|quite))[.,]?["”]|\bit slides\b"#,
    // Time is the reader's.
    r"\b(?:not|isn't|nothing|never) (?:at all |so |very )?urgent\b|\btake your time\b|\bat your (?:leisure|convenience|own pace)\b",
    r"\bwhen(?:ever)? (?:you(?:'re| are|'ve)? (?:have|get|find|next|like|can|on|back|free|around|a|up)|it (?:suits|is|finds)|it's|convenient|suits)\b",
    r"\bwhenever\b|\b(?:it |this )?(?:can|will) wait\b|\bsoon enough\b|\b(?:all the time|in the world)\b|\bquiet (?:afternoon|moment|day|evening)\b",
    r"\bany(?: )?time (?:this|next|before|in|that|at all|is|works|you)\b|\b(?:suit|suits) me (?:equally|just)\b|\blong waits?\b|\bisn't one\b",
    // A small answer will do.
    concat!(
        r"\b(?:one|single|short|quick)[- ](?:line|sentence|word|answer|reply)(?: (?:is|would|will|back|helps?|of|",
        r"does|answer|reply|or|on|either|from|each|to|answers)|[,.;!]|$)",
    ),
    r"\b(?:just|only) (?:the|one|a|your) [a-z]+\b|\banswer [a-z] or [a-z]\b|\b(?:one|either) or the other\b|\bwhichever\b",
    concat!(
        r"\b(?:a|an|one|two|any|even a|just a|only a) (?:[a-z]+[- ]){0,2}(?:line|lines|sentence|sentences|word|",
        r"words|one-liner|thumbs[- ](?:up|down)|emoji|link|pointer|yes|no|number|letter|name|reply|instinct|page|",
        r"answer)s?(?: or [a-z]+| (?:of|to) [a-z ]{1,30})? (?:is|are|would|will|before|by|on|back|helps?|does|suffices|can)\b",
    ),
    concat!(
        r"\b(?:one|two|three|four|a few|a couple of) (?:short |quick )?(?:lines?|words?|sentences?)\b[^.!?]{0,30}",
        r"\b(?:by|back|e-?mail|reply|would|will|is|are|enough|plenty|do|help)\b",
    ),
    concat!(
        r"\b(?:send|write|text|reply|answer|respond|back|with|as) (?:me |back |to |as |in |with |just |only |an? )*(?:two|one|",
        r"a few|short|shortly|brief|briefly|few)(?: )?(?:lines?|words?|sentences?|as|\b)",
    ),
    r"\ba (?:yes or no|simple yes|quick no|yes/no|thumbs[- ]up|one-liner|plain no)\b|\byes or no\b|\bbriefly\b|\bin brief\b",
    concat!(
        r"\b(?:is|are|be|would be|will be) (?:plenty|enough|all (?:i|we)(?:'d| would)? need|(?:perfectly |just |totally |",
        r"quite |also |already |more than )?(?:fine|enough|plenty|ok|okay)|welcome too|great\.?$|helpful enough)\b",
    ),
    r"\bwould (?:make a fine|do|suit|help|already help|suffice|settle|complete|tell me|be all)\b|\bwill do\b|\bdo nicely\b",
    r"\bi'?m set\b|\bkeep me going\b",
    r#"["“][^"“”\n]{1,24}["”] or ["“][^"“”\n]{1,24}["”]"#,
);
/// An offer of more, or a request that opens with `if`, leaves no way out though it sounds like one.
static EN_NONE: Pattern = pattern!(
    r"\bif you (?:need|require|want|have) (?:any|more|further|additional|some)[^.!?\n]*",
    concat!(
        r"\b(?:wonder|wondering|know|ask|asking|see|check|curious|sure|appreciate it|grateful|glad|great|nice|lovely|",
        r"wonderful|amazing|helpful|kind|love it) if (?:you|i|we) (?:could|can|would|may|might|will)\b",
    ),
    r"\bif you have read\b",
);

/// Whether a sentence leaves a way out; letters mix languages.
pub(super) fn stands_in(words: &str, chinese: bool) -> bool {
    // No phrase of a language is without a letter of it.
    let zh = || !words.is_ascii() && phrase::any_apart(&ZH, &ZH_NONE, words);
    let is_latin = || words.bytes().any(|byte| byte.is_ascii_lowercase());
    let en = || is_latin() && phrase::any_apart(&EN, &EN_NONE, words);
    // The message's own language is looked through first.
    chinese && zh() || en() || !chinese && zh()
}
