//! `burden-shift`: the writer keeps the work, the reader gives a look.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Work handed over (message-patterns.json, `BURDEN`); thanks for such help in the past is none.
pub(super) static BURDEN: Phrase = Phrase {
    hint: Some(Hint::Burden),
    find: pattern!(
        concat!(
            r"(?:(?:請|麻煩|拜託|能否|可否|可不可以|可以|能不能|能|希望|懇請|勞煩|直接)[^，。！？]{0,8}|^|",
            r"[，。！？：\s])幫我(?:找|介紹|安排|想|規劃|改|寫|做|決定)",
        ),
        r"(?:請|麻煩|直接|幫)[^，。！？]{0,8}改好寄回|改好寄回(?:給我|來|就|[，。！]|$)|由[您你妳]決定",
        r"都交給[您你妳](?:了|處理|決定|安排|吧|[，。！]|$)|告訴我(?:該|應該)(?:怎麼做|做什麼|學什麼)",
        r"(?:請|麻煩|可以|能|直接)[^，。！？]{0,6}跟我(?:說)?(?:該|應該)(?:怎麼做|做什麼|學什麼)",
        r"什麼(?:工作|職缺)都(?:可以|行|好)|直接告訴我(?:正確)?答案(?:就好|就行|吧|[。！]|$)|幫我把?(?:整[份個篇本]|全部|所有)[^，。！？]{0,8}(?:改|寫|做|修|弄)[好完]",
        concat!(
            r"\b(?:could|can|would|will) you (?:please |just )?(?:(?:write|do|build|code|fix|finish|make) (?:the|my|a|this) (?:[a-z]+ )?(?:query|",
            r"code|script|essay|report|letter|cv|r[eé]sum[eé]|application|formula|function|homework|assignment|app|site|dashboard) for me\b|",
            r"review (?:my|the) (?:whole|entire)\b|review all (?:of )?my\b|[^.!?]{0,40}\bfix everything\b)",
        ),
        r"任何(?:工作|職缺|機會)都(?:可以|行|好)(?:[，。！]|$|接受|考慮|的)",
        concat!(
            r"(?:(?:(?:could|can|would|will) you|\bplease\b|\b(?:need|want|like|ask) you to\b)[^.!?]{0,60}?|(?:^|, |",
            r"\band |\bthen )(?:also |just |then |please )?)\b(?:find me an? (?:job|role|position)|get me (?:a job|",
            r"hired|an interview)|rewrite my (?:resume|cv|portfolio|r[eé]sum[eé])|(?:rewrite|redo|write|finish|",
            r"do) (?:it|this|that|them|everything|the whole thing) for me\b|do my (?:homework|assignment|thesis|taxes|",
            r"cv|resume|application|slides|essay|job|work|portfolio)|decide for me|plan my (?:career|life|study|week|",
            r"year)|tell me what (?:i should|to) (?:do|learn|study)\b)",
        ),
        concat!(
            r"\bany job (?:is (?:fine|ok|okay|good|great|welcome)|will do|will be|would (?:do|be|work|help)\b|",
            r"works(?: for me|[.,!?]|$)|at all(?:[.,!?]|$))",
        ),
        r"\bwhatever you (?:can\b|think(?: is| would| best|[.,!]|$))",
    ),
    innocent: Some(pattern!(
        r"幫我(?:找[到了出]|想[通起到]|安排了|做[完了好]|寫[的了]|決定了|(?:改|介紹|規劃)[了過])",
        r"(?:不用|不必|不是|不需要|沒有要|並非|不敢|無意)[^，。！？]{0,10}(?:幫我|告訴我)",
        r"(?:家人|朋友|同事|主管|老師|學校)[^，。！？]{0,4}幫我",
        r"(?:時間|地點|時段|日期|哪一?天|何時|幾點|方式|形式|電話|文字|線上|見面|順序|長短|平台|改約)[^。！？]{0,12}由[您你妳]決定|由[您你妳]決定(?:時間|地點|日期|方式|形式|順序|哪一?[題天]|怎麼回)",
        r"\bwhatever you think is (?:easiest|simplest|quickest)\b|什麼工作都(?:可以|能)(?:學|做出)|不(?:希望|想|要)[^，。！？]{0,6}幫我",
        r"(?:沒有?|只|[您你妳]的[^，。！？]{1,8}|(?:部落格|文章|書|課程?|影片|講座)[^，。！？]{0,4})告訴我(?:該|應該)",
        r"\bwhatever you can (?:share|spare|tell|say|recall|remember)\b",
        r"(?:要不要|用不用|回不回|是否|回信|回覆)[^。！？]{0,12}由[您你妳]決定",
        r"由[您你妳]決定(?:是否|要不要|，(?:略過|不回|跳過))",
        r"不(?:想|是)[^，。！？]{0,4}任何(?:工作|職缺|機會)都|(?:\bnot\b|n't)[^.!?]{0,30}whatever you can",
        r"(?:沒有?人|誰)[^，。！？]{0,6}(?:告訴|跟)我|不是[^，。！？]{0,4}什麼(?:工作|職缺)都",
        concat!(
            r"(?:\bnot|n't|\bnever|\bnobody|\bno one|\bi'll|\bi will|\bi had to|\bi) [^.!?,]{0,30}(?:decide for me|",
            r"tell me what|rewrite my|plan my|find me a|do my|get me)",
        ),
        r"\btell me what to (?:learn|study|do)[^.!?]{0,10} but\b",
    )),
    unless: Some(pattern!(r"謝謝|感謝|上次|\bthank")),
};

/// Fires at the first such phrase.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = BURDEN.first(letter, |_| true) {
        found.push(Finding::at(place, text!("burden-shift.message"), text!("burden-shift.help")));
    }
}
