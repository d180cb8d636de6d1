//! `hello-only`: a greeting that waits for an answer before it asks.

use super::letter::{Finding, Letter};
use super::limits;
use super::names;
use crate::diagnostic::Severity;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};
use crate::text::script::length;

/// Where people are asked at once.
const DIRECT: [&str; 8] = ["linkedin-dm", "slack", "line", "messenger", "instagram", "discord", "teams", "x"];
/// A text of at least so many characters says more.
const CHARACTERS: usize = 80;

/// So many 字 or words are a question of their own.
const QUESTION_HAN: usize = 4;
const QUESTION_WORDS: usize = 3;

static GREETINGS: Pattern = pattern!(
    // How one is addressed: 林老師您好.
    r"[^，。！？\s]{0,3}(?:老師|教授|經理|學長|學姊|學姐|前輩|先生|小姐|女士|主任|總監|組長|課長|協理|副理|副總|執行長|院長|博士|醫師|律師|同學|大哥|大姐|主管|顧問)(?:[您你妳]好|好|早安|午安|晚安)",
    r"請問在嗎|在不在|在嗎|有空嗎|有在嗎|方便(?:請教|問)(?:[您你妳])?(?:一?個)?問題嗎",
    r"可以(?:請教|問)(?:[您你妳])?(?:一?個)?問題嗎|想(?:請)?問(?:[您你妳])?(?:一?個)?問題|哈囉",
    r"[您你妳]好|嗨|安安|\b(?:hi|hello|hey)\b|\bare you (?:there|around|free|available)\b",
    r"\byou there\b|\b(?:can|could|may) i ask you (?:a|something|one)(?: quick)?(?: question)?\b",
    r"\b(?:got|have) a (?:minute|sec|second|moment)\b|\bquick question\b",
    r"\bgood (?:morning|afternoon|evening)\b|有(?:件|些|點)?事(?:情)?(?:想|要)(?:請教|請問|問|找)[您你妳]?|\bhow are (?:you|things)(?: doing)?(?: today)?\b|\bhow's it going\b",
);

/// What waits for an answer before it asks.
static WAITS: Pattern = pattern!(
    r"在嗎|在不在|有空嗎|問題嗎|(?:請教|問)[您你妳]?(?:一?個)?問題",
    r"\byou (?:there|around|free|available)\b|\bask you\b|\bminute\b|\bsecond\b|\bsec\b|\bmoment\b",
    r"\bquick question\b|有(?:件|些|點)?事|\bhow are\b|\bhow's it\b",
);

/// Fires where at most three units are left without the greetings. Only the first message of a thread
/// makes it the rule's own weight; later it is a warning at most.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let prose = letter.message.prose.trim();
    if !letter.is_on(&DIRECT) || letter.source.chars().count() >= CHARACTERS {
        return;
    }
    let mut rest = prose.to_owned();
    for range in GREETINGS.all(prose).collect::<Vec<_>>().into_iter().rev() {
        rest.replace_range(range, " ");
    }
    let called = letter.to.and_then(|to| to.call.clone());
    for word in called.into_iter().chain(letter.to.into_iter().flat_map(names::tokens)) {
        rest = rest.replace(&word.to_ascii_lowercase(), " ");
    }
    // Beside a plain greeting any word is already the matter: 您好，修好了！
    let limit = if WAITS.is_in(prose) { letter.limit(&limits::HELLO) } else { 0.0 };
    let says_nothing = length(&rest).units() <= limit && !letter.source.contains('`') && !asks_besides(&rest);
    if GREETINGS.is_in(prose) && says_nothing {
        let severity = (!letter.is_first).then_some(Severity::Warning);
        let finding = Finding::at(whole(letter), text!("hello-only.message"), text!("hello-only.help"));
        found.push(Finding { severity, ..finding });
    }
}

/// Whether a question is left without the greetings: 在嗎？明天開會？
fn asks_besides(rest: &str) -> bool {
    let asked = rest.split_inclusive(['?', '？', '。', '！', '.', '!', '，', ',', '\n']).filter_map(|part| part.strip_suffix(['?', '？']));
    asked
        .filter(|words| words.ends_with(char::is_alphanumeric))
        .map(length)
        .any(|length| length.han >= QUESTION_HAN || length.words >= QUESTION_WORDS)
}

fn whole(letter: &Letter<'_>) -> std::ops::Range<usize> {
    let prose = &letter.message.prose;
    let start = prose.len() - prose.trim_start().len();
    start..start + prose.trim().len()
}
