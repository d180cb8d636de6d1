//! What an import advises to type, so that an entry says what its row says.

use super::trial;
use crate::calendar::{Moment, Now};
use crate::cli::open::Open;
use crate::insight::Insight;
use crate::interchange::Difference;
use crate::journal::{CloseReason, Request};
use crate::text::control::one_line;
use crate::text::shell::quoted;

/// Stands for a day that the person knows.
const DAY: &str = "YYYY-MM-DD";

/// The commands that take a row's differences over, those that the program takes and that leave no new error: where there is none, the
/// difference is told alone.
pub(super) fn commands(open: &Open, insight: &Insight<'_>, request: &Request, differences: &[Difference]) -> Vec<String> {
    let id = quoted(&request.id);
    let facts = request.written();
    let is_apart = |difference: &&Difference| {
        difference.close.is_none() || facts.closed.is_some() || trial::is_closable(request, insight, &difference.facts)
    };
    let differences: Vec<&Difference> = differences.iter().filter(is_apart).collect();
    let mut pairs = pairs(request, &differences);
    if !trial::is_taken(open, request, &dated(request, &pairs, &open.journal.now.today().to_string())) {
        let mut kept: Vec<&Difference> = Vec::new();
        for difference in &differences {
            kept.push(difference);
            if !trial::is_taken(open, request, &dated(request, &self::pairs(request, &kept), &open.journal.now.today().to_string())) {
                kept.pop();
            }
        }
        pairs = self::pairs(request, &kept);
    }
    let pairs = dated(request, &pairs, DAY);
    let mut commands = Vec::new();
    if !pairs.is_empty() {
        commands.push(format!("asklog set {}", typed(request, &pairs)));
    }
    // What ends no letter is told alone.
    let other = |difference: &&Difference| match difference.close {
        Some(reason) => end(&request.id, reason, facts.sent, facts.closed.is_some(), open.journal.now),
        None if difference.denies => {
            let (holder, pairs) = no_reply(request, insight)?;
            trial::is_taken(open, holder, &pairs).then(|| format!("asklog set {}", typed(holder, &pairs)))
        }
        None => Some(format!("asklog edit {id}")),
    };
    let is_other = |difference: &&&Difference| !difference.is_less && (difference.facts.is_empty() || difference.close.is_some());
    let mut others: Vec<String> = differences.iter().filter(is_other).filter_map(other).collect();
    others.dedup();
    commands.extend(others);
    commands
}

/// The keys and values of some differences; the first of several for one key. What lies ahead is taken away by none.
fn pairs(request: &Request, differences: &[&Difference]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for pair in differences.iter().flat_map(|difference| &difference.facts) {
        if pairs.iter().all(|(key, _)| *key != pair.0) {
            pairs.push(pair.clone());
        }
    }
    pairs.retain(|(key, value)| !value.is_empty() || !lies_ahead(request, key));
    pairs
}

/// With the day, where there is a reply to a draft: on which it went out is asked for, which nobody but the person knows.
fn dated(request: &Request, pairs: &[(String, String)], day: &str) -> Vec<(String, String)> {
    let says = |key: &str| pairs.iter().any(|(known, value)| known == key && !value.is_empty());
    if !says("replied") || says("sent") || request.written().sent.is_some() {
        return pairs.to_vec();
    }
    // On trial no day is later than that of the reply.
    let replied = pairs.iter().find(|(key, value)| day != DAY && key == "replied" && value != "yes").map(|(_, replied)| replied.clone());
    let sent = ("sent".to_owned(), replied.unwrap_or_else(|| day.to_owned()));
    std::iter::once(sent).chain(pairs.iter().filter(|(key, _)| key != "sent").cloned()).collect()
}

/// The entry that holds the reply to a letter, a nudge where the letter itself has none, and what takes the reply away; `None` where
/// there is none.
pub(super) fn no_reply<'a>(request: &'a Request, insight: &Insight<'a>) -> Option<(&'a Request, Vec<(String, String)>)> {
    let thread = &insight.threads.of_request(request).entries;
    let all = std::iter::once(request).chain(thread.iter().copied());
    let holder = all.into_iter().find(|entry| entry.written().replied.is_some())?;
    let keys = [Some("replied"), Some("outcome").filter(|_| !holder.written().outcome.is_empty())];
    Some((holder, keys.into_iter().flatten().map(|key| (key.to_owned(), String::new())).collect()))
}

/// An entry and pairs as `set` is given them.
pub(super) fn typed(request: &Request, pairs: &[(String, String)]) -> String {
    let words = pairs.iter().map(|(key, value)| quoted(&format!("{key}={}", one_line(value))));
    std::iter::once(quoted(&request.id)).chain(words).collect::<Vec<_>>().join(" ")
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
