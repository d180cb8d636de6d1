//! The audit held to a plain search: every word tried at every letter of every text of generated pages, with nothing remembered.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::audit::Audit;
use super::html::{Piece, Place};
use super::reading::Clean;
use super::verdict::{Raw, letters_of};
use super::view::View;
use crate::calendar::{Moment, Now, Zone};
use crate::checks::check;
use crate::disk::{Found, SETTINGS};
use crate::insight::Insight;
use crate::journal::{Journal, Privacy, Settings, entry_from_bytes};
use crate::labels::{Labels, Lang};
use crate::site::{Content, Page};
use crate::text::address::percent_decode;
use crate::text::fold::fold;
use crate::text::private::private_bytes;
use crate::versions::Past;

/// The view for others of a journal of some letters.
pub(super) fn view_of(letters: &[&str]) -> View {
    let zone = Zone::named("Asia/Taipei").expect("in the database");
    let now = Now::at(Moment::parse("2026-04-12", zone).expect("a day"), zone).expect("a time");
    let (settings, found) = Settings::read(SETTINGS, b"lang: en\ntimezone: Asia/Taipei\n");
    let read = |(number, text): (usize, &&str)| {
        let found = Found { path: format!("requests/{number}.md"), file: std::path::PathBuf::new(), fault: None };
        entry_from_bytes(found, text.as_bytes().to_vec(), &settings, now)
    };
    let entries = letters.iter().enumerate().map(read);
    let journal = Journal::assemble(settings.clone(), found, entries, &[], now);
    let insight = Insight::of(&journal);
    let report = check(&journal, &insight);
    View::of((&insight, &report), Privacy::Shared, Labels::of(Lang::En), &Past::default(), |_| true)
}

/// A page of bytes.
pub(super) fn page(path: &str, html: &str) -> Page {
    Page { path: path.to_owned(), content: Content::New(html.as_bytes().to_vec()), of: None, key: None }
}

/// Whom the letters name.
const NAMES: [&str; 8] = ["Zelda Quill", "林雅婷", "Seán O’Brien-Smith", "Zoltán König", "I-Hsuan Wu", "J. K. Rowan", "Mark May", "王"];
/// Lines that nobody else may see.
const SECRETS: [&str; 2] =
    ["The answer that was meant for nobody but the one who asked it.", "這一段回覆是給問的那個人看的，其他人都不應該看到。"];
/// So many letters of such a line are found.
const TOLD: [usize; 2] = [32, 16];

fn letters() -> Vec<String> {
    let of = |(day, name): (usize, &&str)| {
        format!(
            "---\nkind: ask-learning\nto: {{name: \"{name}\", org: 藍鯨印刷, handle: zquill}}\nchannel: email\nsent: 2026-04-0{}\n---\n\nHi,\n\nOne?\n\n## Reply\n\n{}\n",
            day + 1,
            SECRETS.join("\n")
        )
    };
    NAMES.iter().enumerate().map(of).collect()
}

/// What texts are made of: names as people write them, parts of names, plain words that are nearly names, marks, numbers.
const WORDS: [&str; 64] = [
    "Zelda Quill",
    "zelda",
    "ｚｅｌｄａ",
    "ZeldaQuill",
    "Zeldas",
    "Zel",
    "da",
    "Quill",
    "林雅婷",
    "林 雅 婷",
    "林*雅婷*",
    "林·雅婷",
    "雅婷",
    "雅",
    "婷",
    "林",
    "林經理",
    "森林經理",
    "林Sir",
    "小林",
    "王",
    "國王",
    "Seán",
    "sean o'brien",
    "O’Brien",
    "OʼBrien",
    "OBrien",
    "O",
    "'",
    "Brien",
    "Zoltan",
    "KÖNIG",
    "zolta\u{301}n",
    "I",
    "I-Hsuan",
    "i\u{2011}hsuan wu",
    "wu",
    "J. K. Rowan",
    "J",
    "Rowan",
    "Mark",
    "mark",
    "the Mays",
    "May",
    "12 May",
    "draft",
    "藍鯨印刷",
    "藍鯨",
    "印刷",
    "@zquill",
    "see%20zelda",
    "%E6%9E%97%E9%9B%85%E5%A9%B7",
    "0912-345-678",
    "2026-02-09",
    "2026-02-09 09:30",
    "A123456789",
    "a@b.tw",
    SECRETS[0],
    SECRETS[1],
    "the answer that was meant",
    "word",
    "。",
    "\u{ad}",
    "<&\">",
];

/// What a page is written of.
#[derive(Clone, Debug)]
enum Event {
    Open(&'static str, Vec<(&'static str, String)>),
    Close(&'static str),
    /// In references, or as it is.
    Text(String, bool),
    Comment(String),
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![8 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,3}"];
    let between = prop::sample::select(&["", " ", "-", "\n"][..]);
    prop::collection::vec((word, between), 1..4).prop_map(|parts| parts.into_iter().map(|(word, after)| word + after).collect())
}

fn event() -> impl Strategy<Value = Event> {
    let element = || prop::sample::select(&["p", "li", "b", "a", "span", "del", "ins"][..]);
    let name = prop::sample::select(&["title", "href", "id", "class", "data-mark"][..]);
    // Few values: tags stand on many pages.
    let value = prop_oneof![3 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => text()];
    let attributes = prop::collection::vec((name, value), 0..3);
    prop_oneof![
        3 => (element(), attributes).prop_map(|(element, attributes)| Event::Open(element, attributes)),
        2 => element().prop_map(Event::Close),
        6 => (text(), any::<bool>()).prop_map(|(text, in_references)| Event::Text(text, in_references)),
        1 => text().prop_map(|text| Event::Comment(text.replace('>', ""))),
    ]
}

/// Some events; whatever they leave open of a difference is closed.
fn events() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(event(), 1..10).prop_map(|mut events| {
        events.push(Event::Close("del"));
        events
    })
}

fn written(text: &str, in_references: bool) -> String {
    let one = |c: char| if in_references || "<>&\"".contains(c) { format!("&#x{:x};", u32::from(c)) } else { c.to_string() };
    text.chars().map(one).collect()
}

fn html(events: &[Event]) -> String {
    let attribute = |(name, value): &(&str, String)| {
        // A bracket may stand in a value as it is.
        format!(" {name}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"))
    };
    let one = |event: &Event| match event {
        Event::Open(element, attributes) => format!("<{element}{}>", attributes.iter().map(attribute).collect::<String>()),
        Event::Close(element) => format!("</{element}>"),
        Event::Text(text, in_references) => written(text, *in_references),
        Event::Comment(text) => format!("<!--{text}-->"),
    };
    events.iter().map(one).collect()
}

/// A text of a page, the attribute in which it stands, and the whole of the block that it is a part of.
type Told = (Option<&'static str>, String, Option<String>);

/// The texts that are read of some events.
fn texts(events: &[Event]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    // The texts of the open block, each with what became of it.
    let mut block: Vec<(String, Option<&str>)> = Vec::new();
    let end = |block: &mut Vec<(String, Option<&str>)>, told: &mut Vec<Told>| {
        let is_joined = block.iter().filter(|(text, _)| !text.trim().is_empty()).count() > 1;
        let without =
            |gone| -> String { block.iter().filter(|(_, change)| *change != Some(gone)).map(|(text, _)| text.as_str()).collect() };
        let [is, was] = ["del", "ins"].map(without);
        told.extend([&is, &was].into_iter().filter(|_| is_joined).map(|whole| (None, whole.clone(), None)));
        let whole = |change: Option<&str>| is_joined.then(|| if change == Some("del") { was.clone() } else { is.clone() });
        told.extend(block.drain(..).map(|(text, change)| (None, text, whole(change))));
    };
    let (mut change, mut follows_text) = (None, false);
    for event in events {
        if matches!(event, Event::Open("p" | "li", _) | Event::Close("p" | "li")) {
            end(&mut block, &mut told);
        }
        match event {
            Event::Open(element, attributes) => {
                if matches!(*element, "del" | "ins") {
                    change = Some(*element);
                }
                for (name, value) in attributes {
                    told.extend([(Some(*name), (*name).to_owned(), None), (Some(*name), value.clone(), None)]);
                    let is_address = matches!(*name, "href" | "id");
                    told.extend(is_address.then(|| (Some(*name), percent_decode(value), None)));
                }
            }
            Event::Close("del" | "ins") => change = None,
            Event::Close(_) => {}
            Event::Text(text, _) => match block.last_mut().filter(|_| follows_text) {
                Some((last, _)) => last.push_str(text),
                None => block.push((text.clone(), change)),
            },
            Event::Comment(text) => told.push((None, text.clone(), None)),
        }
        follows_text = matches!(event, Event::Text(..));
    }
    end(&mut block, &mut told);
    told
}

/// The words that a plain search finds.
fn plainly(audit: &Audit<'_>, told: &[Told]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (attribute, text, block) in told {
        let letters = fold(text);
        let alone = letters_of(text);
        let stands = |(secret, told): (&&str, usize)| alone.contains(&letters_of(secret).chars().take(told).collect::<String>());
        let passage = SECRETS.iter().zip(TOLD).any(stands).then_some("requests/0.md");
        let names = audit.view.mask.finder().find_slowly(&letters);
        let raw = Raw { letters: &letters, names, numbers: private_bytes(&letters, false), passage };
        let place = attribute.map_or(Place::Text("p".into()), |name| Place::Attribute(name.into()));
        let piece = Piece::of(place, text.into());
        found.extend(
            audit.judge(text, (&piece, block.as_deref()), ("x.html", None), raw).leaks.iter().map(|leak| leak.words.to_lowercase()),
        );
    }
    found
}

#[test]
fn what_a_plain_search_finds_is_found() {
    let letters = letters();
    let view = view_of(&letters.iter().map(String::as_str).collect::<Vec<_>>());
    let audit = Audit::of(&view, &Labels::of(Lang::En));
    let pages = prop::collection::vec((0..2_usize, 0..2_usize, events()), 2..5);
    let all = RefCell::new(BTreeSet::new());
    let mut runner = TestRunner::new(ProptestConfig::with_cases(60));
    let held = runner.run(&(prop::collection::vec(events(), 2), pages), |(frames, pages)| {
        let mut clean = Clean::default();
        // Twice: what is remembered of the first time holds nothing back.
        for (before, after, own) in pages.iter().chain(&pages) {
            let (before, after) = (&frames[*before], &frames[*after]);
            let html = format!("{}<title>x</title><p>\n<main>{}</main><p>{}", html(before), html(own), html(after));
            let leaks = audit.page(&page("x.html", &html), &mut clean);
            let told: BTreeSet<String> = leaks.iter().map(|leak| leak.words.to_lowercase()).collect();
            prop_assert_eq!(&told, &plainly(&audit, &[texts(before), texts(own), texts(after)].concat()), "{}", html);
            all.borrow_mut().extend(told);
        }
        Ok(())
    });
    held.unwrap_or_else(|fault| panic!("{fault}"));
    // A passage has no words.
    let all = all.into_inner();
    for word in ["zelda quill", "林雅婷", "o’brien", "hsuan", "könig", "藍鯨印刷", "0912-345-678", ""] {
        assert!(all.contains(word), "{word} in {all:?}");
    }
}
