//! The greeting that a message opens with.

use std::ops::Range;

use crate::text::pattern::{Pattern, pattern};
use crate::text::width::width;

/// `Hi Priya,` `Dear Dr. Chen:` `Good morning!` `Hello there.`
static LATIN: Pattern = pattern!(
    r"^\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings)\b(?:(?:[^\n.!?,:;–—。，：！？]|\b(?:dr|mr|mrs|ms|prof|st|jr)\.|\b[a-z]\. ){0,40}?(?:[,:;!–—，：！]+| [-–—]+ |\n|$)|[^\n.!?,:;–—。，：！？]{0,20}\.)"
);
/// 雅婷經理您好， 王老師好： 各位前輩早安！
static HAN: Pattern = pattern!(
    r"^\s*(?:[^\n。，,：:？?！!、]{1,10}[，,]\s*(?:您好|你好|妳好)(?:[，,！!。~～]+|\s|$)|[^\n。，,：:？?！!、]{0,16}?(?:您好|你好|妳好|[嗨嘿][^\n。，,：:？?！!、]{0,8}|哈囉|早安|午安|晚安|大家好|[鈞大道惠台尊]鑒|(?:老師|教授|經理|學長|學姊|學姐|前輩|先生|小姐|女士|主任|總監|組長|課長|協理|副理|副總|執行長|院長|博士|醫師|律師|同學|大哥|大姐|[姊哥]|各位|大家|主管|顧問|工程師|夥伴|們)好)[^\S\n]*(?:[a-z ]{0,20}[，,！!。:：~～]+|$|\n)?)"
);
/// The characters within which a greeting in Chinese has one that is no letter of ASCII.
const HAN_WITHIN: usize = 28;
/// A line of at most so many cells that ends with one of these marks is a greeting: `Priya,` `雅婷經理：`.
const SHORT: usize = 40;
const ENDS: [char; 8] = [',', '，', ':', '：', '!', '！', '—', '–'];
/// `Priya -` with a line of its own.
const DASH: &str = " -";
/// A line that ends so is a greeting only where it is shorter still: in chats a sentence ends so too.
const WAVES: [char; 2] = ['～', '~'];
const SHORT_WAVE: usize = 12;
/// 雅婷姐～ with the letter right behind it.
static FAMILIAR: Pattern =
    pattern!(r"^\s*[^\x00-\x7f，。！？：、～]{1,4}(?:[姐姊哥]|老師|教授|經理|學長|學姊|學姐|前輩|先生|小姐|主任)[^\S\n]*[～~]+");

/// Where the greeting stands; an empty range at the beginning where there is none.
pub(super) fn greeting(prose: &str) -> Range<usize> {
    let start = prose.len() - prose.trim_start().len();
    let opening = &prose[start..];
    // Whoever greets in English begins with one of these, whoever greets in Chinese with a few Han characters.
    let latin = opening.starts_with(['d', 'h', 'g']).then(|| LATIN.find(prose)).flatten();
    let may_be_han = || opening.chars().take(HAN_WITHIN).any(|c| !c.is_ascii());
    let found = latin.or_else(|| may_be_han().then(|| HAN.find(prose).or_else(|| FAMILIAR.find(prose))).flatten()).map(|found| found.end);
    let line_end = prose[start..].find('\n').map(|end| start + end);
    let by_line = line_end.filter(|&end| {
        let line = prose[start..end].trim_end();
        let is_short = line.ends_with(WAVES) && width(line) <= SHORT_WAVE;
        (is_short || (line.ends_with(ENDS) || line.ends_with(DASH)) && width(line) <= SHORT)
            && !line.contains(['?', '？', '。', '.'])
            && prose[end..].trim().len() > line.len()
    });
    match found.max(by_line) {
        Some(end) => start..start + prose[start..end].trim_end().len(),
        None => start..start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_greeting_and_nothing_more() {
        for (text, expected) in [
            ("hi priya, which of your early projects, and why?", "hi priya,"),
            ("dear dr. chen:\nyour paper", "dear dr. chen:"),
            ("hi ming. v1.2 works", "hi ming."),
            ("good morning!\nyour talk", "good morning!"),
            ("is this repo kept?", ""),
            ("雅婷經理您好，讀了您的文章，", "雅婷經理您好，"),
            ("王老師好：\n\n", "王老師好："),
            ("雅婷經理，\n讀了您的文章，照著改了一版報表。", "雅婷經理，"),
            ("您的文章寫得真好，我讀了三次", ""),
            ("雅婷經理，您好，讀了您的文章", "雅婷經理，您好，"),
            ("讀了您的文章，您好厲害", ""),
            ("雅婷經理，您好\nsql, python 我都學過", "雅婷經理，您好"),
            ("雅婷姐～\n讀了您的文章，照著改了一版。", "雅婷姐～"),
            ("您的文章很棒～\n想請教第二節的順序。", ""),
            ("志明學長提過您的文章，我", ""),
            ("priya -\n\nyour post changed my plan.", "priya -"),
            ("雅婷姐～ 想請教第二節", "雅婷姐～"),
            ("雅婷～\n想請教第二節的順序", "雅婷～"),
            ("謝謝～ 想請教第二節", ""),
            ("priya —\n\nyour post changed my plan.", "priya —"),
            ("dear all, could someone", "dear all,"),
            ("", ""),
        ] {
            assert_eq!(&text[greeting(text)], expected, "{text}");
        }
    }
}
