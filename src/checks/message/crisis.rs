//! Words of crisis: no advice on craft then, but a line to call.

use std::borrow::Cow;

use super::hints::{self, Hint};
use super::letter::Letter;
use super::phrase;
use crate::journal::Settings;
use crate::labels::{Text, text};
use crate::message::folded;
use crate::text::pattern::{Pattern, pattern};

/// Plain words of ending life or of harm to oneself, the indirect ones too; in quotation marks as well.
pub(super) static CRISIS: Pattern = pattern!(
    r"不想(?:再)?活(?:[^動用躍化]|$)|活不下去|輕生|尋短|尋死|求死|結束(?:自己的?|我的)?生命|了結(?:自己|此生|生命)",
    r"想死(?:[，。！？…\s]|$|掉|的(?:念頭|心|衝動)|了(?:[，。！？]|$))|(?:不如|乾脆|寧可|寧願)死(?:了|掉|去)?(?:[，。！]|$|算|好)",
    r"死了(?:算了|(?:就|比較|會|還)[^，。！？]{0,3}(?:好|輕鬆|解脫))|(?:想|不如|就此)一了百了|怎麼死(?:比較|才|最)|[想就]去死(?:[，。！？了吧算]|$)|自我了斷|了斷(?:自己|生命)",
    r"(?:昨天|昨晚|前天|今天|剛剛?|剛才|又|曾經?|已經|最近)又?(?:割腕|自殘|自傷|吞藥)了?|(?:^|[，。！？\n])(?:割腕|自殘)了",
    r"我[^，。！？的]{0,8}(?:自殘|自傷|割腕)|想(?:要|去|過)?(?:跳樓|跳河|跳海|跳軌|臥軌|燒炭|上吊|割腕|吞藥)(?:[，。！？了]|$)",
    r"想[^，。！？]{0,6}[從往][^，。！？]{0,8}跳下去|遺書(?:我|都|也|已經?)*(?:寫|準備|放)|寫(?:好|完)?了?遺書",
    r"[想要][^，。！？]{0,4}結束這一切(?:[，。！？了吧]|$)|不想(?:再)?醒(?:過?來)|(?:希望|想)[^，。！？]{0,8}(?:不要再醒|一睡不醒)",
    r"我(?:好|很|只|真的|就)?想(?:要)?(?:永遠|就此|從此|徹底)?消失(?:[，。！]|$|掉|在這|在世)|想(?:要)?從(?:這個?)?(?:世界|世上|人間|人世|地球)上?消失",
    r"\b(?:want|wish) to (?:just |simply )?(?:disappear|vanish)(?: from (?:this|the) (?:world|earth)| for good| forever)\b",
    r"活著(?:好|很|真|太)?(?:累|痛苦|沒(?:有)?(?:意義|意思))|沒(?:有)?(?:活下去|活著)的(?:理由|意義|必要|動力|勇氣)",
    r"沒有我[^。！？]{0,6}(?:大家|他們|家人|爸媽|你們|世界|所有人)[^。！？]{0,8}(?:好|輕鬆|解脫)",
    r"(?:大家|他們|家人|爸媽|你們|世界)[^，。！？]{0,4}沒有我[^。！？]{0,8}(?:好|輕鬆|解脫)",
    r"(?:想|決定|準備)[^，。！？]{0,6}離開(?:這個)?(?:世界|人世)|最後一[封次][^。！？]{0,20}照顧",
    r"我[^，。！？]{0,6}[吞吃][了下][^，。！？]{0,4}(?:很多|一堆|整[瓶罐排盒]|過量)[^，。！？]{0,4}藥",
    r"\bi(?:'ve|'m)(?: been| just| kept| started)* cutting myself\b|\bi cut myself (?:again|every|on purpose|last night|to feel)",
    r"\bkill(?:ing)? my(?: )?self\b|\bend(?:ing)? my (?:own )?life\b|\btak(?:e|ing) my own life\b",
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
    // The word as a topic, a title or an idiom of a trade.
    r"自殺(?:防治|預防|防範|守門|率|研究|人口|統計|資料|數據|議題|新聞|報導|論|學|突擊|小隊|特攻|炸彈|攻擊|遺族|者遺族|通報|專線|熱線|量表|風險評估|風險量表|意念量表|重啟|俱樂部|森林|式)|慢性自殺|(?:是|算|像|等於|形同|無異於?)自殺(?:行為|$|[，。！？])",
    r"(?:讀|研究|探討|分析|寫|談|教|關於|翻譯|整理|訪談|預防|防治|防|報導)[^，。！？想我要]{0,6}自殺",
    r"\b(?:political|career|commercial|social|professional|financial) suicide\b|\bsuicid(?:e|al) (?:prevention|awareness|rates?|research|stud(?:y|ies)|hot ?lines?|help ?lines?|crisis|statistics|data(?:sets?)?|risk|screening|bereavement|intervention|epidemiology|literature|scales?|policy|coverage|reporting|survivors?|loss|education|training|ideation|behaviou?rs?|squad|burns?|doors?|genes?|squeeze|inhibition|watch|bomb[a-z]*|missions?|attacks?|note (?:corpus|corpora)|forest|club)\b",
    r"\bcut(?:ting)? myself (?:some|a|off|short)\b",
);
/// The bare word, which is a topic more often than a cry.
pub(super) static BARE: Pattern = pattern!(r"自殺|\bsuicid(?:e|al)\b");
/// The word said of oneself.
static PERSONAL: Pattern = pattern!(
    r"我(?:也|自己|真的|最近|一直|常|又|曾經?|已經|有|想|會|要|該|可能|差點|試|企圖|打算|每天|還是)[^，。！？]{0,4}自殺|我自殺|(?:想|想要|想過|想去|打算|決定|準備|企圖)自殺",
    r"\bi(?:'ve| have| had)?(?: [a-z]+ly)? (?:been )?(?:tried|trying|attempted|attempting|considered|considering|contemplated|contemplating|planned|planning|thought of|thinking of|thinking about)(?: to)?(?: commit(?:ting)?| my)? suicide\b",
    r"\bi(?:'m|'ve| am|'ll| will| might| want to| tried to| almost| nearly)*(?: (?:feel|felt|been|feeling|so|very|going to|about to))* (?:suicidal|commit(?:ted|ting)? suicide)\b|\bmy (?:own )?suicid(?:e|al)\b",
);
/// What makes it one in its sentence: a work on it, a trade that meets it, a machine that stops itself.
static TOPIC: Pattern = pattern!(
    r"研究|論文|碩論|題目|議題|文獻|引用|[這那一]本|小說|電影|劇本|角色|演講|講座|講義|課程|教案|量表|統計|資料集|報導|新聞|政策|社工|志工|個案|諮商|輔導",
    r"程式|程序|行程|執行緒|服務|容器|伺服器|重啟|節點|細胞|機器人|指令|訊號|process|worker|\bpods?\b|container|thread|server|\bjobs?\b|script",
    r"\b(?:research|stud(?:y|ies|ied|ying)|papers?|thesis|dissertation|chapters?|books?|novels?|films?|songs?|plays?|durkheim|talk|lecture|course|curriculum|dataset|statistics|policy|volunteer|hotline|teach|taught|nurses?|wards?|patients?|clients?|counsell?ors?)\b",
    r"\b(?:daemons?|nodes?|instances?|services?|cells?|enzymes?|actors?|bots?|vm|signal|memory)\b",
);
/// A clause whose subject is somebody of a story, said so: nobody speaks of oneself in it.
static FICTION: Pattern = pattern!(
    r"(?:^|[，。！？：；\n])\s*(?:我(?:的|寫的|筆下的?))?(?:[這那][一]?[篇本部齣])?(?:(?:短篇|長篇|微)?小說|劇本|故事|漫畫)(?:裡|中|的)*[男女]?(?:主角|主人公|配角|角色)(?:最後|後來|在?第?[一二三四五六七八九十0-9]+[章幕集])?(?:想要?|打算|決定|準備|企圖|要)?(?:自殺|輕生|尋死|跳樓|去死|死)",
    r"\b(?:hero(?:ine)?|protagonist|main character|narrator) (?:of|in) my (?:short )?(?:novel|story|play|script|film|comic) (?:is going to die|(?:wants|tries|decides|is going) to commit suicide)\b",
);
/// What makes the writer one with somebody of a story: better a letter without advice than a cry that nobody hears.
static AND_SO_DO_I: Pattern = pattern!(
    r"我也|我自己|[像跟和與同]我|我[跟和與同就]|就是我|是我(?:[，。！？自本啊]|$)|說的是我|我[^，。！？]{0,4}一樣",
    r"\bso (?:do|am) i\b|\bme too\b|\blike me\b|\bmyself\b|\bi (?:also|too)\b",
    r"\b(?:is|was|that's|it's|he's|she's)(?: really| just)? me\b|\bi(?:'m| am) (?:that|the|him|her|them|he|she)\b|\babout me\b",
);

/// A text without the clauses that tell of somebody in a story.
fn own_words(text: &str) -> Cow<'_, str> {
    let told: Vec<_> = FICTION.all(text).collect();
    if told.is_empty() || AND_SO_DO_I.is_in(text) {
        return Cow::Borrowed(text);
    }
    let mut own = text.to_owned();
    told.into_iter().rev().for_each(|range| own.replace_range(range, "。"));
    Cow::Owned(own)
}

/// Whether the writer's own words speak of ending life.
pub(super) fn speaks(letter: &Letter<'_>) -> bool {
    let in_words = |text: &str| {
        let text = own_words(text);
        phrase::any_apart(&CRISIS, &IDIOM, &text) || is_bare(&text)
    };
    let in_subject = |subject: &str| hints::may_be_in(subject, Hint::Crisis) && in_words(subject);
    letter.hints.anywhere(Hint::Crisis) && in_words(&letter.message.prose)
        || letter.subject.is_some_and(|subject| in_subject(&folded(subject)))
}

/// The help line: the settings' own, else the usual one of the language.
pub(crate) fn help_line(settings: &Settings) -> Text {
    match &settings.help_line {
        Some(line) => text!("help-line.own", line = line),
        None => text!("help-line.default"),
    }
}

/// Whether the bare word is said of oneself, or stands in a sentence that does not make it a topic.
fn is_bare(text: &str) -> bool {
    let sentences = || text.split(['。', '！', '？', '.', '!', '?', '\n']);
    BARE.is_in(text)
        && (phrase::any_apart(&PERSONAL, &IDIOM, text)
            || sentences().any(|sentence| phrase::any_apart(&BARE, &IDIOM, sentence) && !TOPIC.is_in(sentence)))
}
