//! Values: the format's words with what they are called, and what the journal knows for a key.

use std::collections::BTreeMap;

use lsp_types::CompletionItemKind;

use super::item::Item;
use super::{MOST, persons};
use crate::diagnostic::Span;
use crate::journal::{CHANNELS, CloseReason, Kind, Outcome, Privacy, PublicLevel, Request, SaveMode, Tie, person_key};
use crate::labels::text;
use crate::lsp::asked::Asked;
use crate::lsp::cursor::Stands;
use crate::lsp::template_page;
use crate::yaml::{flow_item, scalar};

/// The values that a key may take.
pub(super) fn of_value(asked: &Asked<'_>, of: &[String], typed: Span, stands: Stands) -> Vec<Item> {
    let keys: Vec<&str> = of.iter().map(String::as_str).collect();
    let in_flow = stands.in_flow;
    if matches!(keys.as_slice(), ["outcome" | "tags"]) && !asked.is_settings() && !stands.in_list {
        return whole_list(asked, of, typed);
    }
    if asked.is_settings() {
        return of_setting(asked, &keys);
    }
    let is_request = !asked.is_template();
    match keys.as_slice() {
        ["kind"] => words(asked, "kind", Kind::WORDS),
        ["channel"] => {
            let own = asked.shelf.journal.settings.channels.keys().map(String::as_str);
            let own = own.map(|word| (word, if in_flow { flow_item(word) } else { scalar(word) }));
            let of_word = |(word, inserts): (&str, String)| one_word(asked, "channel", word).inserts(inserts);
            CHANNELS.into_iter().map(|word| (word, word.to_owned())).chain(own).map(of_word).collect()
        }
        ["tie"] | ["to", "tie"] => words(asked, "tie", Tie::WORDS),
        ["lang"] => words(asked, "lang", &["zh-TW", "en"]),
        ["outcome"] if is_request => words(asked, "outcome", Outcome::WORDS),
        ["close_reason"] if is_request => words(asked, "close-reason", CloseReason::WORDS),
        ["public"] if is_request => words(asked, "public", levels(asked)),
        ["template"] if is_request => templates(asked, typed),
        ["follows"] if is_request => ids(asked, typed),
        ["problem"] if is_request => counted(asked, |request| request.problem.clone().into_iter().collect(), in_flow),
        ["tags"] => counted(asked, |request| request.tags.clone(), in_flow),
        ["sent" | "replied"] if is_request => dates(asked, true),
        ["noticed" | "closed" | "follow_up" | "deadline"] if is_request => dates(asked, false),
        ["to"] if is_request => persons::whole(asked),
        ["to", "name"] if is_request => persons::names(asked, typed, in_flow),
        ["to", key] if is_request => most_frequent(asked, persons::facts_of(asked, key), in_flow),
        ["variables", _, "optional"] => words(asked, "", &["true", "false"]),
        _ => Vec::new(),
    }
}

/// For a key that takes a list and has none yet: a list of one. Nothing where the list stands below.
fn whole_list(asked: &Asked<'_>, of: &[String], typed: Span) -> Vec<Item> {
    let root = asked.root();
    if of.first().and_then(|key| root.get(key)).is_some_and(|node| !node.items().is_empty()) {
        return Vec::new();
    }
    let in_list = Stands { in_flow: true, in_list: true };
    let listed = |item: Item| {
        let one = item.typed().to_owned();
        item.inserts(format!("[{one}]"))
    };
    of_value(asked, of, typed, in_list).into_iter().map(listed).collect()
}

/// How much of this entry may be shown: all only of a kind that others could read.
fn levels(asked: &Asked<'_>) -> &'static [&'static str] {
    let root = asked.root();
    let kind = root.get("kind").and_then(|node| node.text().map(ToOwned::to_owned));
    let is_of_all = kind.is_some_and(|kind| Kind::ALL.iter().any(|known| known.word() == kind && !known.needs_recipient()));
    if is_of_all { PublicLevel::WORDS } else { &["learned", "text"] }
}

fn of_setting(asked: &Asked<'_>, keys: &[&str]) -> Vec<Item> {
    match keys {
        ["lang"] => words(asked, "lang", &["zh-TW", "en"]),
        ["timezone"] => words(asked, "", crate::calendar::Zone::system_name().as_deref().as_slice()),
        ["git", "save"] => words(asked, "", SaveMode::WORDS),
        ["site", "privacy"] => words(asked, "", Privacy::WORDS),
        ["follow_up", "after"] => words(asked, "", &["auto"]),
        ["checks", _] | ["checks", _, "severity"] => words(asked, "severity", &["error", "warning", "advice", "off"]),
        _ => Vec::new(),
    }
}

/// Words of the format, each with what it is called.
fn words(asked: &Asked<'_>, group: &str, words: &[&str]) -> Vec<Item> {
    words.iter().map(|word| one_word(asked, group, word)).collect()
}

fn one_word(asked: &Asked<'_>, group: &str, word: &str) -> Item {
    let called = Some(asked.shelf.labels.word(group, word)).filter(|called| called != word).unwrap_or_default();
    Item::new(CompletionItemKind::EnumMember, word, called)
}

/// Each template with its newest version, those of the entry's kind first, then the older ones; before all of them the
/// versions of the one that is typed.
fn templates(asked: &Asked<'_>, typed: Span) -> Vec<Item> {
    let (typed, _) = asked.text[typed.range()].trim_matches(['"', '\'']).split_once('@').unwrap_or_default();
    let mut templates = asked.shelf.templates();
    let kind = asked.shelf.request_at(asked.path).map(|request| request.kind);
    templates.sort_by_key(|template| Some(template.kind) != kind);
    let newest = templates.iter().map(|template| (*template, template.version));
    let older = templates.iter().flat_map(|template| (1..template.version.min(99)).rev().map(|version| (*template, version)));
    let mut all: Vec<_> = newest.chain(older).collect();
    all.sort_by_key(|(template, _)| template.id != typed);
    all.into_iter()
        .map(|(template, version)| {
            let about = template_page::page(template, version, asked.shelf.known.replies.as_ref(), &asked.shelf.labels);
            Item::new(CompletionItemKind::Reference, &format!("{}@{version}", template.id), template.title.clone()).about(about)
        })
        .collect()
}

/// The ids of the other requests, the newest first, each with whom it went to and how it stands; of very many, those that
/// hold what is typed, and no more than are shown.
fn ids(asked: &Asked<'_>, typed: Span) -> Vec<Item> {
    let zone = asked.now.zone;
    let typed = asked.text[typed.range()].trim_matches(['"', '\'']).to_lowercase();
    let person = |request: &Request| person_key(request.to.as_ref());
    let name = |request: &Request| request.to.as_ref().and_then(|to| to.shown()).unwrap_or_default().to_lowercase();
    let holds = |request: &&Request| request.id.to_lowercase().contains(&typed) || name(request).contains(&typed);
    let mut requests: Vec<&Request> = asked.shelf.requests().filter(|request| request.path() != asked.path).collect();
    if requests.len() > MOST {
        requests.retain(holds);
    }
    // What goes to the same person comes first: that is what one follows.
    let own = asked.shelf.request_at(asked.path).and_then(person);
    requests.sort_by_cached_key(|request| {
        let newest = std::cmp::Reverse((request.facts.sent.map(|sent| sent.sort_key(zone)), request.id.clone()));
        (own.is_none() || person(request) != own, newest)
    });
    requests
        .into_iter()
        .take(MOST + 1)
        .map(|request| {
            let person = request.to.as_ref().and_then(|to| to.shown());
            let status = asked.shelf.known.status.get(request.path()).map(|status| asked.shelf.labels.word("status", status.word()));
            let detail: Vec<&str> = person.into_iter().chain(status.as_deref()).collect();
            let item = Item::new(CompletionItemKind::Reference, &request.id, detail.join(" · "));
            item.inserts(scalar(&request.id)).about(request.summary_shown())
        })
        .collect()
}

fn counted(asked: &Asked<'_>, of: impl Fn(&Request) -> Vec<String>, in_flow: bool) -> Vec<Item> {
    let mut counts = BTreeMap::new();
    for word in asked.shelf.requests().filter(|request| request.path() != asked.path).flat_map(of) {
        *counts.entry(word).or_default() += 1;
    }
    most_frequent(asked, counts, in_flow)
}

fn most_frequent(asked: &Asked<'_>, counts: BTreeMap<String, usize>, in_flow: bool) -> Vec<Item> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
        .into_iter()
        .map(|(word, count)| {
            let inserts = if in_flow { flow_item(&word) } else { scalar(&word) };
            Item::new(CompletionItemKind::Value, &word, text!("lsp.uses", count = count).say(&asked.shelf.labels)).inserts(inserts)
        })
        .collect()
}

/// Today, and where the time matters now.
fn dates(asked: &Asked<'_>, with_time: bool) -> Vec<Item> {
    let labels = &asked.shelf.labels;
    let today = Item::new(CompletionItemKind::Value, &asked.now.today().to_string(), text!("day.today").say(labels));
    let now = Item::new(CompletionItemKind::Value, &asked.now.moment().to_string(), text!("lsp.now").say(labels));
    let mut items = if with_time { vec![now, today] } else { vec![today] };
    items.dedup_by(|a, b| a.label == b.label);
    items
}
