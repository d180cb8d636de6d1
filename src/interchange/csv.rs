//! The response tracking table 回應追蹤表 as CSV: the article's five columns, then every key.

use crate::calendar::Moment;
use crate::insight::Insight;
use crate::journal::{KEYS, Recipient, Request, SectionKind, TO_KEYS};
use crate::labels::Labels;

/// The rows as CSV with a byte-order mark, so that Excel shows Chinese. Cells that a spreadsheet would
/// run are disarmed with a `'`.
pub(crate) fn tracking_table(rows: &[&Request], insight: &Insight<'_>, labels: &Labels) -> Vec<u8> {
    let five = ["sent", "summary", "background", "replied", "next"].map(|column| labels.word("column", column));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let keys = keys();
    let own = own_keys(rows);
    let header = five.iter().chain(&keys).map(String::as_str).chain(own.iter().copied());
    // Writing to memory does not fail.
    let _ = writer.write_record(header.map(disarmed));
    for request in rows {
        let mut cells = cells(request, &keys, insight, labels);
        cells.extend(own.iter().map(|key| own_value(request, key)));
        let _ = writer.write_record(cells.iter().map(|cell| disarmed(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// The keys of the user's own that any of the rows has.
fn own_keys<'a>(rows: &[&'a Request]) -> Vec<&'a str> {
    let keys: std::collections::BTreeSet<&str> =
        rows.iter().flat_map(|request| request.extra.iter().map(|(key, _)| key.as_str())).collect();
    keys.into_iter().collect()
}

fn own_value(request: &Request, key: &str) -> String {
    match request.extra.iter().find(|(own, _)| own == key).map(|(_, value)| value) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The columns after the article's five: `id`, every key, `to` by its keys, the texts.
fn keys() -> Vec<String> {
    let of_key = |key: &&str| match *key {
        "to" => TO_KEYS.iter().map(|key| format!("to.{key}")).collect(),
        key => vec![key.to_owned()],
    };
    let texts = ["message", "reply", "reflection"].map(ToOwned::to_owned);
    std::iter::once("id".to_owned()).chain(KEYS.iter().flat_map(of_key)).chain(texts).collect()
}

/// A row: the article's five columns, then the keys.
fn cells(request: &Request, keys: &[String], insight: &Insight<'_>, labels: &Labels) -> Vec<String> {
    let background = request.to.as_ref().and_then(|to| to.background.clone());
    let five = [
        value(request, "sent"),
        request.summary_shown(),
        background.unwrap_or_default(),
        labels.word("status", insight.status(request).word()),
        value(request, "next"),
    ];
    five.into_iter().chain(keys.iter().map(|key| value(request, key))).collect()
}

/// The value of a column.
fn value(request: &Request, key: &str) -> String {
    let facts = &request.facts;
    let to = request.to.as_ref();
    let time = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
    let of_to = |part: fn(&Recipient) -> &Option<String>| to.and_then(|to| part(to).clone());
    let sections = |kind: SectionKind| {
        let texts: Vec<&str> =
            request.sections.iter().filter(|section| section.kind == kind).map(|section| request.section_text(section)).collect();
        texts.join("\n\n")
    };
    let value = match key {
        "id" => Some(request.id.clone()),
        "kind" => Some(request.kind.word().to_owned()),
        "to.name" => of_to(|to| &to.name),
        "to.call" => of_to(|to| &to.call),
        "to.role" => of_to(|to| &to.role),
        "to.org" => of_to(|to| &to.org),
        "to.background" => of_to(|to| &to.background),
        "to.why" => of_to(|to| &to.why),
        "to.tie" => to.and_then(|to| to.tie).map(|tie| tie.word().to_owned()),
        "to.handle" => of_to(|to| &to.handle),
        "channel" => request.channel.clone(),
        "subject" => request.subject.clone(),
        "summary" => request.summary.clone(),
        "template" => request.template.as_ref().map(ToString::to_string),
        "problem" => request.problem.clone(),
        "link" => request.link.clone(),
        "noticed" => time(facts.noticed),
        "sent" => time(facts.sent),
        "replied" => facts.replied.map(|replied| replied.moment().map_or_else(|| "yes".to_owned(), |moment| moment.to_string())),
        "outcome" => Some(facts.outcome.iter().map(|outcome| outcome.word()).collect::<Vec<_>>().join(", ")),
        "closed" => time(facts.closed),
        "close_reason" => facts.close_reason.map(|reason| reason.word().to_owned()),
        "follow_up" => time(request.follow_up),
        "follows" => request.follows.clone(),
        "next" => request.next.clone(),
        "deadline" => time(request.deadline),
        "forecast" => request.forecast.map(|forecast| forecast.to_string()),
        "lang" => request.lang.clone(),
        "tags" => Some(request.tags.join(", ")),
        "allow" => Some(request.allow.iter().map(|(rule, reason)| format!("{rule}: {reason}")).collect::<Vec<_>>().join("; ")),
        "public" => request.public.map(|level| level.word().to_owned()),
        "source" => request.source.clone(),
        "message" => Some(request.message().to_owned()),
        "reply" => Some(sections(SectionKind::Reply)),
        "reflection" => Some(sections(SectionKind::Reflection)),
        _ => None,
    };
    value.unwrap_or_default()
}

/// A `'` before what a spreadsheet would run, and before a `'` that is there already.
fn disarmed(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}
