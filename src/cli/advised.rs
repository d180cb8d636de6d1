//! What an import advises to type, so that an entry says what its row says.

use crate::calendar::{Moment, Now};
use crate::interchange::Difference;
use crate::journal::{CloseReason, Request};
use crate::text::control::one_line;
use crate::text::shell::quoted;

/// Stands for a day that the person knows.
const DAY: &str = "YYYY-MM-DD";

/// The commands that take a row's differences over.
pub(super) fn commands(request: &Request, differences: &[Difference], now: Now) -> Vec<String> {
    let id = quoted(&request.id);
    let mut pairs: Vec<&(String, String)> = Vec::new();
    for pair in differences.iter().flat_map(|difference| &difference.facts) {
        if pairs.iter().all(|(key, _)| *key != pair.0) {
            pairs.push(pair);
        }
    }
    let facts = request.written();
    pairs.retain(|(key, value)| !value.is_empty() || !lies_ahead(request, key));
    // A reply to a draft: the day on which it went out is asked for, which nobody but the person knows.
    let says = |key: &str| pairs.iter().any(|(known, value)| known == key && !value.is_empty());
    let day = ("sent".to_owned(), DAY.to_owned());
    if says("replied") && !says("sent") && facts.sent.is_none() {
        pairs.retain(|(key, _)| key != "sent");
        pairs.insert(0, &day);
    }
    let words: Vec<String> = pairs.iter().map(|(key, value)| quoted(&format!("{key}={}", one_line(value)))).collect();
    let mut commands = Vec::new();
    if !words.is_empty() {
        commands.push(format!("asklog set {id} {}", words.join(" ")));
    }
    let edit = || format!("asklog edit {id}");
    let mut others: Vec<String> = differences
        .iter()
        .filter(|difference| !difference.is_less && (difference.facts.is_empty() || difference.close.is_some()))
        .map(|difference| match difference.close {
            Some(reason) => end(&request.id, reason, facts.sent, facts.closed.is_some(), now).unwrap_or_else(edit),
            None => edit(),
        })
        .collect();
    others.dedup();
    commands.extend(others);
    commands
}

/// Whether an entry has a fact that is none yet: no table shows it, so none takes it away.
fn lies_ahead(request: &Request, key: &str) -> bool {
    let (today, written) = (&request.facts, request.written());
    match key {
        "sent" => today.sent.is_none() && written.sent.is_some(),
        "replied" | "outcome" => today.replied.is_none() && written.replied.is_some(),
        "closed" | "close_reason" => today.closed.is_none() && written.closed.is_some(),
        _ => false,
    }
}

/// The command that ends a letter for a reason, empty for the usual one; `None` where none does. Of a letter that came back the day is
/// known, near enough: it is the day on which it went out.
pub(super) fn end(id: &str, reason: &str, sent: Option<Moment>, is_closed: bool, now: Now) -> Option<String> {
    let id = quoted(id);
    let is_bounce = reason == CloseReason::Bounced.word();
    if is_closed {
        let reason = if reason.is_empty() { CloseReason::NoReply.word() } else { reason };
        return Some(format!("asklog set {id} close_reason={reason}"));
    }
    let day = sent.map(|sent| sent.day(now.zone));
    if day.is_some_and(|day| day > now.today()) || day.is_none() && (is_bounce || reason.is_empty()) {
        return None;
    }
    let reason = if reason.is_empty() { String::new() } else { format!(" --reason {reason}") };
    let at = day.filter(|_| is_bounce).map(|day| format!(" --at {day}")).unwrap_or_default();
    Some(format!("asklog close {id}{reason}{at}"))
}
