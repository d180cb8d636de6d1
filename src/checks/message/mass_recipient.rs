//! `mass-recipient`: one reader is asked by name.

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// A greeting to everyone (message-patterns.json, `MASS`).
static EVERYONE: Pattern = pattern!(
    r"^[\s\x{3000}]*(?:dear all\b|hi all\b|hello all\b|hello everyone|hi everyone|dear everyone|dear sir\s*(?:or|/)\s*madam|to whom it may concern|各位(?:前輩|先進|大大|老師|學長姊|好|[，,：:]|$)|大家好(?:[，,！!。：:～~\s]|$))"
);

/// Fires in a letter or nudge, sent in private, that greets everyone or goes to several addresses.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.asks_someone() || letter.is_public() {
        return;
    }
    if let Some(place) = EVERYONE.find(&letter.message.prose) {
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
