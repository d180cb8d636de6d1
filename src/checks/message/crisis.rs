//! Words of crisis: no advice on craft then, but a line to call.

use super::letter::Letter;
use super::phrase;
use crate::journal::Settings;
use crate::labels::{Text, text};
use crate::message::folded;
use crate::text::pattern::{Pattern, pattern};

/// Plain words of ending life or of harm to oneself, the indirect ones too; in quotation marks as well.
static CRISIS: Pattern = pattern!(
    r"不想(?:再)?活(?:[^動用躍化]|$)|活不下去|自殺|輕生|尋短|尋死|求死|結束(?:自己的?|我的)?生命|了結(?:自己|此生|生命)",
    r"想死(?:[，。！？…\s]|$|掉|的(?:念頭|心|衝動)|了(?:[，。！？]|$))|(?:不如|乾脆|寧可|寧願)死(?:了|掉|去)?(?:[，。！]|$|算|好)",
    r"死了(?:算了|(?:就|比較|會|還)[^，。！？]{0,3}(?:好|輕鬆|解脫))|(?:想|不如|就此)一了百了|怎麼死(?:比較|才|最)|[想就]去死(?:[，。！？了吧算]|$)|自我了斷|了斷(?:自己|生命)",
    r"我[^，。！？的]{0,8}(?:自殘|自傷|割腕)|想(?:要|去|過)?(?:跳樓|跳河|跳海|跳軌|臥軌|燒炭|上吊|割腕|吞藥)(?:[，。！？了]|$)",
    r"想[^，。！？]{0,6}[從往][^，。！？]{0,8}跳下去|遺書(?:我|都|也|已經?)*(?:寫|準備|放)|寫(?:好|完)?了?遺書",
    r"[想要][^，。！？]{0,4}結束這一切(?:[，。！？了吧]|$)|不想(?:再)?醒(?:過?來)|(?:希望|想)[^，。！？]{0,8}(?:不要再醒|一睡不醒)",
    r"我(?:好|很|只|真的|就)?想(?:要)?(?:永遠|就此|從此|徹底)?消失(?:[，。！]|$|掉|在這|在世)",
    r"活著(?:好|很|真|太)?(?:累|痛苦|沒(?:有)?(?:意義|意思))|沒(?:有)?(?:活下去|活著)的(?:理由|意義|必要|動力|勇氣)",
    r"沒有我[^。！？]{0,6}(?:大家|他們|家人|爸媽|你們|世界|所有人)[^。！？]{0,8}(?:好|輕鬆|解脫)",
    r"(?:大家|他們|家人|爸媽|你們|世界)[^，。！？]{0,4}沒有我[^。！？]{0,8}(?:好|輕鬆|解脫)",
    r"(?:想|決定|準備)[^，。！？]{0,6}離開(?:這個)?(?:世界|人世)|最後一[封次][^。！？]{0,20}照顧",
    r"我[^，。！？]{0,6}[吞吃][了下][^，。！？]{0,4}(?:很多|一堆|整[瓶罐排盒]|過量)[^，。！？]{0,4}藥",
    r"\bsuicid(?:e|al)\b|\bkill(?:ing)? my(?: )?self\b|\bend(?:ing)? my (?:own )?life\b|\btak(?:e|ing) my own life\b",
    r"\bend(?:ing)? it all(?:[.,!?;]|$| tonight| soon| now)|\b(?:want|ready|going) to die(?:[.,!?;]|$| and| tonight| so| because| any)",
    r"\b(?:don't|do not|didn't) want to (?:be alive|exist|wake up|(?:live|go on)(?: any| like this|[.,!?;]|$)|be here any(?: )?(?:more|longer))",
    r"\b(?:no (?:reason|point in|point)|nothing(?: left)?) (?:to )?(?:live for|living|live|go(?:ing)? on|be(?:ing)? alive|keep living)(?:[.,!?;]|$| any)",
    r"\b(?:life|living) (?:isn't|is not|is no longer|'s not) worth (?:living|it)\b",
    concat!(
        r"\b(?:everyone|everybody|they|the world|my (?:family|kids|children|parents|wife|husband|friends))(?:'d| would| will|",
        r" is| are)?[^.!?]{0,10} better off (?:without me|if i (?:were|was) (?:dead|gone))",
    ),
    r"\b(?:better off|rather be|wish i (?:was|were)) dead\b|\bif i (?:just )?(?:didn't|did not) exist\b|\bwish i (?:was|were|had) never (?:been )?born\b",
    r"\b(?:want|wish|hope)[^.!?]{0,40}\b(?:not|never) wake up\b|\bi can(?:'t|not) go on(?: living| any|[.,!]|$)",
    r"\b(?:want to|going to|keep|been|started|thinking of|thinking about) (?:hurt|harm|cut)(?:ting|ing)? myself\b",
    r"\bi(?:'ve|'m| have| am)?\b[^.!?]{0,20}\bself[- ]harm(?:ing|ed)?\b|\bi (?:took|have taken|want to)[^.!?]{0,12} overdose\b",
    r"\bwant it (?:all )?to be over\b|\bby the time you read this\b[^.!?]{0,8}\bi(?:'ll| will) be (?:gone|dead)\b",
);
/// Idioms (笑死, 熱到想死) and things that die (a shop, a club) are none.
static IDIOM: Pattern = pattern!(
    r"想不想活|想死[您你妳他她它守背記]|[到得][^，。！？]{0,4}想死|(?:尷尬|丟臉|糗|害羞)[^。！？]{0,8}消失",
    r"(?:店|社團|公司|品牌|專案|團隊|產業|產品|報紙|雜誌|植物|魚|花|樹|苗)[^，。！？我]{0,6}活不下去",
    r"\bsuicide (?:burn|squad|doors?|gene|squeeze|inhibition)\b|\bcut(?:ting)? myself (?:some|a|off|short)\b",
);
/// Words one of which every such phrase holds: looked for first, since most letters hold few.
static HINT: Pattern = pattern!(
    r"活|死|自殺|輕生|尋短|生命|了結|了斷|自殘|自傷|割腕|跳|燒炭|上吊|遺書|一切|醒|消失|一了百了|人世|世界|藥|沒有我|最後一",
    r"suicid|self|life|alive|live|living|die|dead|end|harm|overdose|better off|wake up|over|go on|born|gone|exist|anymore|any more",
);

/// Whether the writer's own words speak of ending life.
pub(super) fn speaks(letter: &Letter<'_>) -> bool {
    let in_words = |text: &str| HINT.is_in(text) && phrase::any_apart(&[&CRISIS], &IDIOM, text);
    in_words(&letter.message.prose) || letter.subject.is_some_and(|subject| in_words(&folded(subject)))
}

/// The help line: the settings' own, else the usual one of the language.
pub(crate) fn help_line(settings: &Settings) -> Text {
    match &settings.help_line {
        Some(line) => text!("help-line.own", line = line),
        None => text!("help-line.default"),
    }
}
