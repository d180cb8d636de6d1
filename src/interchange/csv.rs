//! The response tracking table 回應追蹤表 as CSV: the article's five columns, then every key.

use crate::insight::Insight;
use crate::journal::{Replied, Request, SectionKind};
use crate::labels::Labels;

/// The keys after the article's five columns.
const KEYS: [&str; 35] = [
    "id",
    "kind",
    "to.name",
    "to.call",
    "to.role",
    "to.org",
    "to.background",
    "to.why",
    "to.tie",
    "to.handle",
    "channel",
    "subject",
    "summary",
    "template",
    "problem",
    "link",
    "noticed",
    "sent",
    "replied",
    "outcome",
    "closed",
    "close_reason",
    "follow_up",
    "follows",
    "next",
    "deadline",
    "forecast",
    "lang",
    "tags",
    "allow",
    "public",
    "source",
    "message",
    "reply",
    "reflection",
];

/// The rows as CSV with a byte-order mark, so that Excel shows Chinese. Cells that a spreadsheet would
/// run are disarmed with a `'`.
pub(crate) fn tracking_table(rows: &[&Request], insight: &Insight<'_>, labels: &Labels) -> Vec<u8> {
    let five = ["sent", "summary", "background", "replied", "next"].map(|column| labels.word("column", column));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let own = own_keys(rows);
    let header = five.iter().map(String::as_str).chain(KEYS).chain(own.iter().copied());
    // Writing to memory does not fail.
    let _ = writer.write_record(header.map(disarmed));
    for request in rows {
        let mut cells = cells(request, insight, labels);
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

fn cells(request: &Request, insight: &Insight<'_>, labels: &Labels) -> Vec<String> {
    let facts = &request.facts;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let time = |moment: Option<crate::calendar::Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    let none = crate::journal::Recipient::default();
    let to = request.to.as_ref().unwrap_or(&none);
    let status = insight.status(request);
    let replied = match facts.replied {
        Some(Replied::At(moment)) => moment.to_string(),
        Some(Replied::Sometime) => "yes".to_owned(),
        None => String::new(),
    };
    let sections = |kind: SectionKind| {
        let texts: Vec<&str> =
            request.sections.iter().filter(|section| section.kind == kind).map(|section| request.section_text(section)).collect();
        texts.join("\n\n")
    };
    let allow: Vec<String> = request.allow.iter().map(|(rule, reason)| format!("{rule}: {reason}")).collect();
    let outcome: Vec<&str> = facts.outcome.iter().map(|outcome| outcome.word()).collect();
    vec![
        time(facts.sent),
        request.summary_shown(),
        text(&to.background),
        labels.word("status", status.word()),
        text(&request.next),
        request.id.clone(),
        request.kind.word().to_owned(),
        text(&to.name),
        text(&to.call),
        text(&to.role),
        text(&to.org),
        text(&to.background),
        text(&to.why),
        to.tie.map(|tie| tie.word().to_owned()).unwrap_or_default(),
        text(&to.handle),
        text(&request.channel),
        text(&request.subject),
        text(&request.summary),
        request.template.as_ref().map(ToString::to_string).unwrap_or_default(),
        text(&request.problem),
        text(&request.link),
        time(facts.noticed),
        time(facts.sent),
        replied,
        outcome.join(", "),
        time(facts.closed),
        facts.close_reason.map(|reason| reason.word().to_owned()).unwrap_or_default(),
        time(request.follow_up),
        text(&request.follows),
        text(&request.next),
        time(request.deadline),
        request.forecast.map(|forecast| forecast.to_string()).unwrap_or_default(),
        text(&request.lang),
        request.tags.join(", "),
        allow.join("; "),
        request.public.map(|level| level.word().to_owned()).unwrap_or_default(),
        text(&request.source),
        request.message().to_owned(),
        sections(SectionKind::Reply),
        sections(SectionKind::Reflection),
    ]
}

/// A `'` before what a spreadsheet would run, and before a `'` that is there already.
fn disarmed(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}
