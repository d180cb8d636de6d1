//! `mass-recipient`: one reader is asked by name.

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// A greeting to everyone (message-patterns.json, `MASS`).
static EVERYONE: Pattern = pattern!(
    r"^[\s\x{3000}]*(?:dear all\b|hi all\b|hello all\b|hello everyone|hi everyone|dear everyone|(?:dear|hi|hello) (?:team|friends|colleagues|folks)\b|dear sir\s*(?:or|/)\s*madam|to whom it may concern|[各諸]位(?:前輩|先進|大大|老師|學長[姊姐]|學[姊姐]學長|朋友|夥伴|同學|主管|好|[，,：:]|$)|親愛的[^，。：\n]{0,4}們(?:好|[，,：:！!]|$)|[嗨嘿][，,]?\s?大家(?:好|[，,！!。：:～~\s]|$)|大家好(?:[，,！!。：:～~\s]|$))"
);

/// Fires in a letter or nudge, sent in private, that greets everyone or goes to several addresses.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.asks_someone() || letter.is_public() {
        return;
    }
    // The name of a house may be `Sunlit team`.
    let is_name = |place: &std::ops::Range<usize>| {
        let last = letter.message.prose[place.clone()].split_whitespace().last().unwrap_or_default();
        letter.to.and_then(|to| to.shown()).is_some_and(|name| last.is_ascii() && crate::message::folded(name).contains(last))
    };
    if let Some(place) = EVERYONE.find(&letter.message.prose).filter(|place| !is_name(place)) {
        let start = place.start + letter.message.prose[place.clone()].len() - letter.message.prose[place.clone()].trim_start().len();
        found.push(Finding::at(start..place.end, text!("mass-recipient.message"), text!("mass-recipient.help")));
        return;
    }
    let addresses = letter.to.into_iter().flat_map(|to| [&to.name, &to.handle]).flatten().map(|text| addresses(text)).max().unwrap_or(0);
    if addresses > 1 {
        found.push(Finding::at_key("to", text!("mass-recipient.addresses", count = addresses), text!("mass-recipient.help")));
    }
}

/// How many e-mail addresses stand in a value.
fn addresses(text: &str) -> usize {
    let is_address = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    text.split([',', ';', ' ', '，', '、', '；']).filter(|word| is_address(word)).count()
}
