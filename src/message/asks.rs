//! Sentences that ask. The phrases are those of message-patterns.json (`ASKP`, `STRONG_VAGUE`, `WEAK_VAGUE`),
//! with what careful letters showed to be missing.

use std::ops::Range;

use super::roundabout;
use crate::text::pattern::{Pattern, pattern};
use crate::text::ranges;

/// A phrase that asks without a question mark.
static ASKS: Pattern = pattern!(
    r"想請教|請問|能否|可否|可不可以|是否方便|想請問|請[您你妳]|想聽聽|想請|方便(?:的話)?(?:可以|能)",
    r"想知道|麻煩[您你妳][^了，。！？\s]|懇請|煩請|\bwonder(?:ing)? (?:if|whether|what|which|how) you\b|\bkindly [a-z]|\brequest(?:ing)? you(?:r| to)\b|\b(?:could|would|can|may|might) (?:you|i)\b",
    r"\bi(?:'d| would) (?:like|love) to (?:ask|hear)\b|\bplease\b",
);
/// A request without borders, whatever its length.
pub(crate) static STRONG_VAGUE: Pattern = pattern!(
    r"該怎麼辦(?:[？?。！!，,呢才\s]|$)|(?:我|未來|接下來|人生|職涯|路|下一步|轉[職行業])[^，。！？]{0,6}該怎麼走",
    r"指點迷津|幫幫我|給(?:我)?(?:點|一點|一些)方向(?:[^盤感]|$)|\bpick your brain\b|(?:該|要|應該)?(?:如何|怎麼)規劃(?:我的)?(?:職涯|人生|生涯|未來)|(?:全部|什麼|任何)都可以(?:講|說|提)",
    r"\bwhat should i do with my (?:life|career)\b",
    r"\bany advice (?:would be|is) (?:great|appreciated|welcome)\b",
    r"(?:^|\bplease |\bcould you |\bcan you |\bwould you )tell me (?:everything|all about)\b",
);
/// A request without borders where it is all there is in a short sentence.
pub(crate) static WEAK_VAGUE: Pattern = pattern!(
    r"怎麼辦(?:[？?。！!，,呢\s]|$)|有(?:什麼|沒有)(?:任何)?建議(?:[嗎呢？?。，,！]|$|可以|給)",
    r"給我(?:一點|一些)?(?:人生|職涯|生涯|職場)?建議|(?:^|[，。！？])[您你妳]?(?:可以|能不能)教我嗎?(?:[？?。！]|$)",
    r"聊聊(?:[嗎呢？?。！]|$)|求解(?:[！!。，？]|$|惑|答)|求救(?:[！!。，]|$)",
    r"\bany (?:advice|thoughts|tips|ideas)\b|^thoughts(?:[?.!]|$)|\bcan you help( me)?\W*$",
    r"^please help\W*$|^please help me\b|\bguide me\b|what (?:do you think )?i should do\W*$",
    r"what should i do(?: next| now)?\W*$",
    // The whole sentence: what it is about stands nowhere in it.
    r"^(?:我)?(?:也|很|只)?想(?:請教|聽聽|知道)(?:看看)?[您你妳]的(?:看法|想法|意見|建議)[。！？]*$|^(?:不知道?|不曉得|請問|想問)?[您你妳]有(?:什麼|沒有)(?:任何|其他)?(?:想法|看法|意見)[嗎呢]?[。！？]*$",
    r"^有(?:沒有)?(?:什麼)?推薦的?[嗎呢]?[。！？]*$|^(?:還|敬|懇|尚)?(?:請|祈|望)?[您你妳]?不吝(?:賜教|指教|指點)[。！]*$|^(?:還|敬)?[求請](?:多多?)?(?:指點|指教)[。！]*$",
    r"(?:怎麼|如何)(?:才能)?(?:轉職|轉行|入行|學好[^，。！？的]{1,5}|(?:踏入|進入)[^，。！？]{1,6}(?:業|界|圈|領域))[嗎呢]?[？?。！]*$",
    r"\b(?:give|offer|share|have|got)(?: me)? (?:some|any|a bit of|a few)(?: of your)? (?:advice|suggestions?|tips|guidance|ideas|thoughts)(?: (?:for|with) me)?\W*$",
    r"^(?:so,? )?what do you think\W*$|^(?:could|can|would) you (?:please )?(?:help|advise)(?: me)?(?: out)?\W*$|^(?:please|kindly) advise\W*$|\blet me know what (?:you think|works)\W*$",
    r"\bhow (?:do|can|could|should) i (?:get|break|move|switch) into (?:data|tech|it|ai|marketing|design|ux|consulting|finance|analytics|product|publishing|teaching|(?:data|computer) science|(?:data|software) engineering|(?:the|this|your) (?:field|industry))\W*$",
    r"\blearn from you\W*$|\b(?:learn|hear) (?:more )?about your (?:journey|story|experience|path|career)s?\W*$",
);
/// What gives a request its border all the same: a choice, a matter of three words or more, a negation.
pub(crate) static BORDERED: Pattern = pattern!(
    r"\bwhich\b|還是|哪一|哪個|\bor [a-z]|[您你妳](?:們|當初|當時|那時|後來|會|是|都|通常)*(?:怎麼|如何)",
    // The topic before the question: with a name or a number in it, or things that are shown.
    r"(?:關於|針對|對)[^，。！？a-z0-9「]{0,12}[a-z0-9「][^。！？]{2,30}有(?:什麼|沒有)(?:任何)?(?:建議|看法|想法|意見)",
    r"這(?:[一兩二三幾]?[個份篇段版張頁種]|些)[^，。！？]{1,10}[，,]?[^，。！？]{0,6}有(?:什麼|沒有)(?:任何)?(?:建議|看法|想法|意見)",
    r"[您你妳]們?的(?:團隊|公司|部門|同事|學生|客戶|店|班)[^，。！？]{0,6}(?:怎麼|如何)",
    r"\bany (?:advice|thoughts|tips|ideas) for (?:an?|some|people) ?(?:[a-z]+ )?(?:who|that|moving|coming|leaving|switching) \S+ \S+",
    r"\bany (?:advice|thoughts|tips|ideas) for (?:the|this|my|our|a) (?:[a-z-]+ ){0,2}(?:viva|interview|exam|defen[cs]e|talk|presentation|demo|audit|inspection|poster|shift|lesson|class|workshop|launch|handover|opening|stocktake|dough|oven)\b",
    r"(?:口試|面試|考試|口考|試教|報告|演講|發表|評鑑|稽核|夜班|大夜|開幕|盤點|交班|結帳|報稅|首演)[^。！？我]{0,8}有(?:什麼|沒有)(?:任何)?(?:建議|看法|想法|意見)",
    r"\bguide me (?:to|through|in|on) \S+ \S+ \S+",
    r"\bany (?:advice|thoughts|tips|ideas) (?:on|about|why|how|where|whether|regarding|for [a-z]+ing) \S+ \S+",
    r"不是[^，。！？]{0,8}(?:指點迷津|方向|建議)|\bnot asking[^.!?]{0,20}(?:advice|brain)",
);

/// Words that every vague phrase holds one of: some dozens of plain words are looked for at once, many times faster than
/// phrases, and than more words.
static MAY_BE_VAGUE: Pattern = pattern!(
    r"怎麼辦|怎麼走|指點迷津|幫幫我|方向|建議|教我|聊聊|求解|求救|規劃|都可以|看法|想法|意見|推薦|賜教|指教|指點|轉職|轉行|入行|學好|踏入|進入",
    r"brain|should|advice|advise|thoughts|tips|ideas|suggestion|guidance|tell|help|guide|think|works|into|learn|hear",
);

/// Whether a sentence holds a request without borders.
pub(crate) fn is_vague(words: &str) -> bool {
    MAY_BE_VAGUE.is_in(words) && holds_vague_phrase(words)
}

fn holds_vague_phrase(words: &str) -> bool {
    STRONG_VAGUE.is_in(words) || WEAK_VAGUE.is_in(words)
}

/// How letters begin, and not what they ask.
static COURTESY: Pattern = pattern!(
    r"\bhow (?:are|have|is) (?:you|everything|things)\b|\bhope you(?:'re| are)\b|(?:近來|最近|一切|都|過得|過的)[^，。！？]{0,4}(?:還)?(?:好|順利|如何|怎麼樣)[嗎吧]?[？?]|^[您你妳]好嗎[？?]",
);

/// Whether a sentence asks in so many words: a question mark that is no greeting's, or the words that begin a question.
pub(super) fn is_plain_question(words: &str) -> bool {
    (has_question_mark(words) || ["請問", "想請教", "想請問"].iter().any(|word| words.contains(word))) && !COURTESY.is_in(words)
}

fn has_question_mark(words: &str) -> bool {
    words.contains('?') || words.contains('？')
}

/// Which sentences of the prose ask: a question mark, a phrase that asks without one, or a vague request; where none
/// does, those that ask in a roundabout way.
pub(super) fn asks(prose: &str, sentences: &[Range<usize>]) -> Vec<bool> {
    let mut asking: Vec<bool> = sentences.iter().map(|range| has_question_mark(&prose[range.clone()])).collect();
    // One look at the whole is cheaper than one at each sentence.
    for phrase in ASKS.all(prose) {
        if let Some(at) = ranges::at(sentences, phrase.start) {
            asking[at] = true;
        }
    }
    let mut hinted: Vec<usize> = MAY_BE_VAGUE.all(prose).filter_map(|hint| ranges::at(sentences, hint.start)).collect();
    hinted.dedup();
    for at in hinted {
        asking[at] = asking[at] || holds_vague_phrase(&prose[sentences[at].clone()]);
    }
    if !asking.contains(&true) {
        // A wrong `no-ask` costs most, so this look is wide.
        for phrase in roundabout::all(prose) {
            if let Some(at) = ranges::at(sentences, phrase.start) {
                asking[at] = true;
            }
        }
    }
    asking
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_greeting_is_no_question() {
        for words in ["which first, a or b?", "請問下一步呢", "想請教一個新的問題。"] {
            assert!(super::is_plain_question(words), "{words}");
        }
        for words in ["how are you?", "最近好嗎？", "近來一切順利嗎？", "謝謝您的回覆。", "please let me know."] {
            assert!(!super::is_plain_question(words), "{words}");
        }
    }

    #[test]
    fn finds_the_asking_sentence() {
        let asks = |sentence: &str| super::asks(sentence, std::slice::from_ref(&(0..sentence.len())))[0];
        assert!(asks("想請教一個盲點。") && asks("could you look at it.") && asks("哪一個?") && asks("any advice would be appreciated!"));
        assert!(!asks("謝謝您。") && !asks("i test payroll software."));
    }
}
