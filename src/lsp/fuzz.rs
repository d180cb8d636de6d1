//! Any text as an open document, any place in it: positions go both ways, edits give what was wanted, answers stand in the text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{Position, Range, TextEdit};
use serde_json::{Value, json};

use super::asked::Asked;
use super::buffers::Buffers;
use super::client::Client;
use super::outside::Outside;
use super::positions::{Encoding, Places};
use super::shelf::Shelf;
use super::*;
use crate::calendar::{Now, Zone};
use crate::fuzz::Fuzz;
use crate::journal::fuzz::{entry, now, settings};
use crate::journal::{EntryRead, Journal, Settings};
use crate::labels::{Labels, Lang};
use crate::versions::Past;

const SEEDS: &[&str] =
    &["example-journal/requests/2026", "example-journal/templates", "tests/browser/hostile-journal", "tests/transcripts/checks"];
const WORDS: &[&str] = &[
    "\r\n",
    "\n",
    "\r",
    "\u{feff}",
    "\u{2028}",
    "林",
    "👩‍💻",
    "😀",
    "é",
    "e\u{301}",
    "\0",
    "\t",
    "---\n",
    ": ",
    "：",
    "to:\n  ",
    "to: {",
    "[",
    ", ",
    "]",
    "}",
    "{{ ",
    " }}",
    "{% ",
    "template: ",
    "@1",
    "follows: ",
    "kind: ",
    "channel: ",
    "sent: ",
    "2026/4/8",
    "allow: {",
    "variables:\n  name: ",
    "| ",
    ">\n",
    "\"",
    "'",
    "# ",
    "- ",
    "## 回覆\n",
    "<<<<<<< x\n",
];
const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// The journal that the document lies in; nothing is read from a disk.
struct InMemory;

impl Outside for InMemory {
    fn lang(&self) -> Option<Lang> {
        None
    }
    fn labels(&self) -> Labels {
        Labels::of(Lang::En)
    }
    fn start(&self) -> Option<PathBuf> {
        None
    }
    fn root_of(&self, _: &Path) -> Option<PathBuf> {
        None
    }
    fn now(&self, _: Zone) -> Now {
        now()
    }
    fn read(&self, _: &Path, _: &BTreeMap<String, String>) -> crate::error::Result<Journal> {
        let others = [
            (
                "requests/b.md",
                "---\nkind: ask-learning\nto: {name: 林雅婷, role: 經理}\nsent: 2026-04-01\nfollows: a\ntemplate: t@1\n---\n您好\n",
            ),
            (
                "templates/t.md",
                "---\ntitle: t\nkind: ask-learning\nversion: 1\nvariables: {topic: 題目}\n---\n{{ to.name }}您好，{{ topic }}\n",
            ),
        ];
        let entries = others.iter().map(|(path, text)| entry(path, text.as_bytes()));
        Ok(Journal::assemble(settings(), Vec::new(), entries, &[], now()))
    }
    fn read_entry(&self, _: &Path, _: &str, _: &Settings, _: Now) -> Option<EntryRead> {
        None
    }
    fn past(&self, _: &Path, _: &Journal) -> Option<Past> {
        None
    }
    fn watch(&self, _: &Path, _: Box<dyn FnMut() + Send>) {}
}

#[test]
fn fuzz_positions() {
    Fuzz { name: "positions", seeds: SEEDS, words: WORDS, rounds: 1_500 }.run(|bytes, random| {
        let text = String::from_utf8_lossy(bytes);
        let places = ENCODINGS.map(|encoding| Places::of(&text, encoding));
        let border = |wanted: usize| (0..=wanted).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default();
        let mut bytes = [0; 2].map(|_: usize| border(random.usize(..=text.len())));
        bytes.sort_unstable();
        // Behind the `\r` of a line break there is no column of its own.
        let bytes = bytes.map(|byte| byte - usize::from(byte > 0 && &text.as_bytes()[byte - 1..text.len().min(byte + 1)] == b"\r\n"));
        for (places, encoding) in places.iter().zip(ENCODINGS) {
            for byte in bytes {
                assert_eq!(places.byte(places.position(byte)), byte, "{encoding:?}");
            }
            let far = Position { line: random.u32(..400), character: random.u32(..400) };
            assert!(text.is_char_boundary(places.byte(far)) && places.byte(far) <= text.len());
        }
        let new = WORDS[random.usize(..WORDS.len())];
        let mut wanted = text.to_string();
        wanted.replace_range(bytes[0]..bytes[1], new);
        for (places, encoding) in places.iter().zip(ENCODINGS) {
            let range = Range { start: places.position(bytes[0]), end: places.position(bytes[1]) };
            let change = serde_json::from_value(json!({"range": range, "text": new})).expect("a change");
            let mut buffers = Buffers::default();
            buffers.open("u", 1, text.to_string(), None);
            buffers.change("u", 2, vec![change], encoding);
            assert_eq!(buffers.get("u").map(|buffer| buffer.text.as_str()), Some(wanted.as_str()), "{encoding:?}");
            assert_eq!(applied(&text, places, edits::between(&text, &wanted, places)), wanted, "{encoding:?}");
        }
    });
}

/// A text after edits, all of which are about the text before, as an editor applies them.
fn applied(text: &str, places: &Places<'_>, edits: Vec<TextEdit>) -> String {
    let mut spans: Vec<_> = edits.iter().map(|edit| (places.span(edit.range), edit.new_text.as_str())).collect();
    spans.sort_by_key(|(span, _)| *span);
    assert!(spans.windows(2).all(|two| two[0].0.end <= two[1].0.start), "edits do not overlap: {spans:?}");
    let mut text = text.to_owned();
    spans.iter().rev().for_each(|(span, new)| text.replace_range(span.range(), new));
    text
}

#[test]
fn fuzz_answers() {
    let outside = InMemory;
    let greeting = json!({"capabilities": {
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["rename"]}},
        "textDocument": {"codeAction": {"disabledSupport": true}},
    }});
    let client = Client::of(&greeting);
    let shelf = std::cell::RefCell::new(Shelf::read(Path::new("/j"), &BTreeMap::new(), &outside).expect("in memory"));
    Fuzz { name: "answers", seeds: SEEDS, words: WORDS, rounds: 300 }.run(|bytes, random| {
        let text = String::from_utf8_lossy(bytes);
        let path = ["requests/a.md", "templates/u.md", "asklog.yaml"][random.usize(..3)];
        let mut shelf = shelf.try_borrow_mut().expect("one at a time");
        shelf.look(path, &text, &outside);
        let places = Places::of(&text, client.encoding);
        let at = |byte: usize| places.position((0..=byte).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default());
        let (one, other) = (random.usize(..=text.len()), random.usize(..=text.len()));
        let (start, end) = (at(one.min(other)), at(one.max(other)));
        let asked = Asked {
            shelf: &shelf,
            client: &client,
            uri: "file:///j/a.md",
            path,
            version: Some(1),
            text: &text,
            places: Places::of(&text, client.encoding),
            now: now(),
        };
        for position in [start, end, Position { line: 9_999, character: 9_999 }] {
            let named = places::named(&asked, position);
            let renamed = named.as_ref().map(|named| {
                let _ = rename::prepare(&asked, named);
                rename::rename(&asked, named, "2026-04-08-c", |_| None).ok()
            });
            let answers = [
                serde_json::to_value(completion::complete(&asked, position)),
                serde_json::to_value(hover::hover(&asked, position)),
                serde_json::to_value(renamed),
            ];
            answers.into_iter().for_each(|answer| assert_ranges(&answer.expect("JSON"), &places, position));
        }
        let answers = [
            serde_json::to_value(symbols::symbols(&asked)),
            serde_json::to_value(actions::actions(&asked, Range { start, end }, |_| true)),
            serde_json::to_value(length::hints(&asked, Range { start, end })),
        ];
        answers.into_iter().for_each(|answer| assert_ranges(&answer.expect("JSON"), &places, start));
        for finding in shelf.shown.get(path).into_iter().flat_map(|shown| &shown.findings) {
            crate::journal::fuzz::assert_place(&text, finding.span, finding);
        }
    });
}

/// Every range of an answer about this document stands in it.
fn assert_ranges(answer: &Value, places: &Places<'_>, position: Position) {
    match answer {
        Value::Array(items) => items.iter().for_each(|item| assert_ranges(item, places, position)),
        // Edits of other documents are about other texts.
        Value::Object(map) if map.get("textDocument").is_some_and(|document| document["uri"] != "file:///j/a.md") => {}
        Value::Object(map) => map.iter().for_each(|(key, value)| match serde_json::from_value::<Range>(value.clone()) {
            Ok(range) if key.ends_with("ange") => {
                assert!((range.start.line, range.start.character) <= (range.end.line, range.end.character), "{value}");
                for place in [range.start, range.end] {
                    assert_eq!(places.position(places.byte(place)), place, "no place in the text: {value} asked at {position:?}");
                }
            }
            _ => assert_ranges(value, places, position),
        }),
        _ => {}
    }
}
