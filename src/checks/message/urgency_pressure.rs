//! `urgency-pressure`: a real date instead of hurry.

use super::hints::{self, Hint};
use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Hurry put on the reader (message-patterns.json, `URG`). The writer's own promise, a negation or a noun is none.
pub(super) static URGENT: Phrase = Phrase {
    hint: Some(Hint::Hurry),
    find: pattern!(
        r"(?:很|超)急(?:[，。！!；、\s]|的|$)|(?:是|為)急件(?:[，。！!：:]|$|請|要|想|需)|^急件|【急件】|急件[！!：:]|我(?:很|非常)?急需",
        r"急需[您你妳]|十萬火急|緊急(?:的)請求|緊急的(?:事|狀況|情況)",
        r"(?:有|遇到|是|這是)(?:一?[件個])?(?:很|非常)?緊急(?:的)?(?:事(?:情|件)?|請求|狀況|情況)(?:[，。！!：:]|$|想|要|請|需)",
        r"(?:很|非常|十分)緊急|(?:^|[。！？!?\n])\s*緊急[！!：:，,]",
        r"(?:請|麻煩|拜託|希望|盼|務必)[^，。！？\n]{0,10}[盡儘][快速]",
        r"[盡儘][快速](?:回|覆|給我|告訴我|答|幫|處理|看|安排|提供|聯絡)",
        r"[盡儘]早(?:回[覆復信我]|答[覆復]|給我)|在線等(?:[，。！!\s]|$)|(?:^|[，。！？\s])急[！!。…]*$|^越快越好[。！!]*$|(?:回[覆復信]?|請)[^，。！？]{0,4}越快越好",
        r"\bneed (?:an answer|a reply|it|this|your (?:answer|reply)|to know)[^.!?,]{0,12} (?:today|tonight|right now|this (?:morning|afternoon|evening))(?:[.,!]|$)",
        r"\bneed (?:an answer|a reply|it|this) (?:with)?in (?:\d+|an|one|two|a few|the next) (?:hours?|minutes|mins)\b|\bappreciate[^.!?]{0,30}\bas soon as possible\b",
        r"(?:馬上|立刻|立即)(?:回(?:我|覆|信|電|訊|給|$|[！!，。])|給我)|一定要(?:回[我覆]|馬上|立刻)",
        r"請務必[^，。！？]{0,6}(?:今|明|本週|這週|回|盡|儘|馬上|立刻|幫|給我|撥|協助|看)|今天之內(?:[^的]|$)",
        r"今天內(?:回|給|告訴|完成|，|。|！|$|就|請)|明天之前(?:可以|可不可以|能|能不能|能否)?(?:回|給|告訴|完成|答|讓|[，。！]|$|要|請)|明天前(?:可以|可不可以|能|能不能|能否)?(?:回|給|告訴|完成|，|。|！|$|要|請)",
        r"(?:\bis|'s|\bit's|\bthis is|\bthat's) (?:very |really |quite |extremely |so |a bit |rather )?urgent\b",
        r"\b(?:very|really|extremely|so|most) urgent\b",
        r"\burgent(?:ly)? (?:request|question|help|need|reply|response|matter|message|issue)\b",
        r"\burgently (?:need|reply|answer)\b|^urgent\b(?:[!:,. ]|$)|\burgent[!:]",
        r"\bneed[^.!?]{0,24}\burgently\b|\basap\b(?:[.,!?;)]|$| please| thanks| because| as | so )",
        r"\b(?:reply|respond|answer|know|call|help|write|tell me|back to me|need[a-z ]{0,12}) right away\b",
        concat!(
            r"(?:\bplease\b|\bneed\b|\breply\b|\brespond\b|\banswer\b|\blet me know\b|\bback to me\b|\bsend me\b|",
            r"\bwrite back\b)[^.!?]{0,40}\bas soon as possible\b",
        ),
        concat!(
            r"(?:\bplease\b|\bneed\b|\breply\b|\brespond\b|\banswer\b|\blet me know\b|\bhear\b|\bget back\b|",
            r"\bsend me\b|\basap\b)[^.!?\n]{0,40}\bby (?:today|tonight|tomorrow|end of (?:the )?(?:day|business)|",
            r"eod)\b(?:[^'’]|$)",
        ),
        r"\b(?:reply|respond|answer)(?: me)? immediately\b",
    ),
    innocent: Some(pattern!(
        r"(?:不|不是|沒有?|不會|不算|並沒有|並不)(?:那麼|太)?(?:很|超)?急[，。！!；、\s]?",
        // The hurry of others, then or by trade, and the writer's own pace.
        r"(?:客戶|客人|主管|老闆|病人|病患|家屬|同事|他們?|她們?|當時|那時|步調|節奏|性子|個性)[^，。！？]{0,6}很急|個案[^，。！？子]{1,4}很急",
        r"希望(?:我|自己|能夠?|可以|也)*[盡儘][快速](?:上手|縮小|學會|補上|找到|熟悉|弄懂|搞懂|修好|解決|完成|適應|轉職|投入|開始|接手)",
        r"(?:工作|任務|職責|原則|目標|客服)[^，。！？]{0,6}(?:就是|是|要)[^，。！？]{0,4}[盡儘][快速早](?:回[覆信]|處理|完成|出貨)?(?:[，。！？]|$)",
        r"我們?(?:打算|預計|計畫)[^，。！？]{0,8}(?:[今明]天(?:之?前|內)|[盡儘][快速早]|馬上|立刻)[^，。！？]{0,4}",
        r"(?:那次|那天|那回|那時|當時|當年|那年|有一?次|上次|以前|曾)[^，。！？]{0,8}(?:十萬火急|[很超]急|緊急的?(?:事|狀況|情況)|馬上|立刻|立即)",
        r"(?:常態|日常|這行|天天|每天|經常|常常|總是|都|多半|大多|幾乎)[^，。！？]{0,4}(?:是|為)急件",
        // What others ask of the writer, what answers by itself, what the writer is there for.
        r"(?:要|叫|要求|規定|教)我們?[^，。！？您你妳]{0,4}(?:馬上|立刻|立即|[盡儘]快)回[^，。！？]{0,2}",
        r"(?:系統|機器人|程式|客服|團隊|我們|客人|客戶|主管|老闆|店長|病人|家屬|學生|家長)[^，。！？您你妳]{0,4}(?:馬上|立刻|立即|[盡儘]快)回[^，。！？]{0,2}",
        r"一[^，。！？]{1,4}就(?:是|有)緊急的?(?:狀況|情況|事)|(?:處理|面對|應付|應對|負責)過?[^，。！？]{0,6}緊急的?(?:狀況|情況|事)",
        r"\burgent (?:has|had|means?|meant|is (?:a word|not)|cases?|calls?|patients?|jobs?|repairs?) ",
        r"不是我?[^，。！？]{0,2}急需|[水流風雨河]很急|很急[著躁促]|不(?:很|是很)?緊急",
        r"(?:不用|不必|不需要?|不須|無須|毋需|不要)(?:特別|太)?(?:[盡儘][快速早]|馬上|立刻|立即)[^，。！？]{0,3}",
        r"緊急(?:應變|聯絡|救護|醫療|避難|事件通報|情況處理|狀況演練|狀況處理)",
        r"\bnot (?:at all |that |very |so )?urgent\b",
        r"(?:n't|\bnever|\bnot|\bnothing|\bno|\bneither) (?:that |at all |very |so |really )?urgent\b",
        r"\bnothing [^.!?]{0,16}\burgent\b|\bpromised\b[^.!?]{0,40}\bby (?:today|tonight|tomorrow|end of (?:the )?day)\b",
        r"(?:主管|老闆|客戶|客人|同事)[^，。！？]{0,4}說[：:][^。！？]*",
        r"\b(?:everything|anything|nothing|every [a-z]+|which|what)(?: is| was| seems|'s) urgent\b",
        r"\b(?:asked|told|wanted|expected|taught|trained) (?:me|us|everyone|them) to [^.!?]{0,40}(?:as soon as possible|right away|immediately|asap|by (?:today|tonight|tomorrow|end of (?:the )?day))",
        r"\b(?:[a-z]+s|they|people) need(?:ed)? [^.!?]{0,20}right away",
        r"\burgent(?:/| and | care|, important| tickets?| queue| orders?)",
        concat!(
            r"\b(?:no need|needn't|don't (?:need to|have to)|not have to)[^.!?]{0,40}(?:right away|",
            r"as soon as possible|asap|by tomorrow|by today)",
        ),
    )),
    unless: Some(pattern!(
        r"我(?:們|也)?(?:會|將)|我再|團隊將|一定[盡儘][快速](?:向|給|把|補|回報)",
        r"\b(?:i|we|she|he|they)(?:'ll| will| can| could)\b|not urgent|不緊急|我(?:自己|這邊|們)?(?:倒|並|可)?不急",
    )),
};

/// Fires at the first such phrase, in the subject too; silent where the entry names a real `deadline`.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if letter.has_deadline {
        return;
    }
    let is_urgent = |subject: &str| hints::may_be_in(subject, Hint::Hurry) && URGENT.is_in(subject);
    if letter.subject.is_some_and(|subject| is_urgent(&crate::message::folded(subject))) {
        found.push(Finding::at_key("subject", text!("urgency-pressure.subject"), text!("urgency-pressure.help")));
    }
    if let Some(place) = URGENT.first(letter, |_| true) {
        found.push(Finding::at(place, text!("urgency-pressure.message"), text!("urgency-pressure.help")));
    }
}
