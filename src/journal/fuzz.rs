//! Any bytes as an entry, as settings, and as the file of an edit.

use fastrand::Rng;

use super::edit::{Edit, Parsed, key_of};
use super::splice::block_end;
use super::*;
use crate::calendar::{Moment, Now, Zone};
use crate::diagnostic::{Diagnostic, Span};
use crate::disk::{Found, SETTINGS};
use crate::fuzz::Fuzz;
use crate::labels::{Labels, Lang};
use crate::yaml::{Node, Value};

const FILES: &[&str] = &[
    "example-journal/requests",
    "example-journal/templates",
    "example-journal/asklog.yaml",
    "tests/browser/hostile-journal",
    "tests/transcripts/checks",
    "tests/transcripts/rules",
];
/// What means something in a front matter and its body.
const WORDS: &[&str] = &[
    "---\n",
    "\n---\n",
    "----",
    "－－－\n",
    ": ",
    ":",
    "：",
    "\n  ",
    "\n\t",
    "\u{3000}",
    "\u{a0}",
    "\r\n",
    "\r",
    "\n",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200d}",
    "é",
    "林",
    "👩‍💻",
    "[",
    "]",
    "{",
    "}",
    "{{ name }}",
    "{% if x %}",
    "\"",
    "'",
    "''",
    "\\",
    "|\n",
    ">-\n",
    "- ",
    "? ",
    "# ",
    " #",
    "&a ",
    "*a",
    "!x ",
    "<<: ",
    "@",
    "`",
    "~",
    "null",
    "no",
    "yes",
    "2026-02-30",
    "2026/4/8",
    "2026-04-08T09:30",
    "115年4月8日",
    "<<<<<<< ours\n=======\n>>>>>>> theirs\n",
    "## 回覆\n",
    "## Reply\n",
    "**Reply**\n",
    "<!--",
    "-->",
    "```\n",
    "> ",
    "kind: nudge\n",
    "to: {name: x}\n",
];

/// A day in Taipei.
pub(crate) fn now() -> Now {
    let zone = Zone::named("Asia/Taipei").expect("in the database");
    Now::at(Moment::parse("2026-04-12", zone).expect("a day"), zone).expect("a time")
}

/// The settings of a journal that is fuzzed.
pub(crate) fn settings() -> Settings {
    Settings::read(SETTINGS, b"lang: zh-TW\ntimezone: Asia/Taipei\naddresses: [me@example.org]\n").0
}

/// Any bytes as an entry.
pub(crate) fn entry(path: &str, bytes: &[u8]) -> EntryRead {
    let found = Found::of(path, "");
    entry_from_bytes(found, bytes.to_vec(), &settings(), now())
}

fn journal_of(path: &str, bytes: &[u8]) -> Journal {
    Journal::assemble(settings(), Vec::new(), vec![entry(path, bytes)], &[], now())
}

/// Panics where a place is none of a text.
pub(crate) fn assert_place(text: &str, span: Span, what: &dyn std::fmt::Debug) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} is no place in {} bytes: {what:?}", text.len());
}

fn assert_places(text: &str, found: &[Diagnostic]) {
    let labels = [Labels::of(Lang::ZhTw), Labels::of(Lang::En)];
    for diagnostic in found {
        assert_place(text, diagnostic.span, diagnostic);
        diagnostic.fix.iter().for_each(|fix| assert_place(text, fix.span, diagnostic));
        let said = [Some(&diagnostic.message), diagnostic.label.as_ref(), diagnostic.help.as_ref()];
        said.into_iter().flatten().for_each(|said| assert!(labels.iter().all(|labels| !said.say(labels).is_empty()), "{said:?}"));
    }
}

/// Each value stands in its text, inside the value that holds it, after the one before it.
fn assert_nodes(text: &str, node: &Node) {
    assert_place(text, node.span, node);
    let mut after = 0;
    for item in node.items() {
        assert!(item.span.start >= after, "{item:?} in {node:?}");
        after = item.span.end;
        assert_nodes(text, item);
    }
    for entry in node.entries() {
        assert_place(text, entry.key_span, entry);
        assert!(entry.key_span.start >= after && entry.value.span.start >= entry.key_span.start, "{entry:?} in {node:?}");
        after = entry.value.span.end;
        assert_nodes(text, &entry.value);
    }
    if let Value::Text(words, crate::yaml::Style::Plain) = &node.value
        && !words.contains([' ', '\n'])
    {
        assert_eq!(text[node.span.range()].trim_matches([' ', '\n', '\r']), words, "a plain word stands where it is said to stand");
    }
}

#[test]
fn fuzz_entries() {
    Fuzz { name: "entries", seeds: FILES, words: WORDS, rounds: 1_000 }.run(|bytes, random| {
        let path = ["requests/2026/2026-04-08-a.md", "requests/林.md", "templates/a.md"][random.usize(..3)];
        let journal = journal_of(path, bytes);
        assert_eq!(format!("{:?}", journal.diagnostics), format!("{:?}", journal_of(path, bytes).diagnostics), "read twice");
        let read = journal.requests.len() + journal.templates.len();
        assert_eq!((read, journal.unreadable.len()), (read, 1 - read), "an entry is shown or named, never both");
        let source = journal.source(path).unwrap_or_default();
        assert_places(source, &journal.diagnostics);
        for request in journal.checked_requests() {
            assert_nodes(source, request.document.root());
            assert_place(source, request.message, request);
            let mut after = request.message.end;
            assert!(request.message.start >= request.document.body_start);
            for section in &request.sections {
                assert_place(source, section.text, section);
                assert!(section.text.start >= after, "{section:?}");
                after = section.text.end;
            }
        }
        journal.checked_templates().for_each(|template| assert_nodes(source, template.document.root()));
        mended_once(source, &journal.diagnostics);
    });
}

/// What is mended holds the same facts; mending it again changes nothing.
fn mended_once(source: &str, found: &[Diagnostic]) {
    let fixes = found.iter().filter_map(|diagnostic| diagnostic.fix.clone()).collect::<Vec<_>>();
    if let Ok(mended) = mend(source, &fixes, |_| true, true) {
        let again = mend(&mended.text, &[], |_| true, true).expect("it was read before");
        assert_eq!((again.text.as_str(), again.places), (mended.text.as_str(), 0), "mended at once");
    }
}

#[test]
fn fuzz_settings() {
    Fuzz { name: "settings", seeds: &FILES[2..5], words: WORDS, rounds: 1_000 }.run(|bytes, _| {
        let (settings, found) = Settings::read(SETTINGS, bytes);
        let source = &settings.document.text;
        assert_nodes(source, settings.document.root());
        assert_places(source, &found);
        let fixes = found.iter().filter_map(|diagnostic| diagnostic.fix.clone()).collect::<Vec<_>>();
        let _ = mend(source, &fixes, |_| true, false);
    });
}

/// An edit of any sort, its text a word of the dictionary or a piece of the file.
fn any_edit(source: &str, random: &mut Rng) -> Edit {
    let key = ["sent", "next", "summary", "to.role", "to.name", "新的鍵", "kind", "tags", "outcome", "a: b", "allow"][random.usize(..11)];
    let piece = || source.chars().skip(source.len() / 9).filter(|c| *c != '\n').take(12).collect::<String>();
    let mut text = || if random.bool() { WORDS[random.usize(..WORDS.len())].to_owned() } else { format!("x{}", piece()) };
    let (first, second) = (text(), text());
    match random.u8(..6) {
        0 => Edit::SetList(key.into(), vec![first, second]),
        1 => Edit::Add(["outcome", "tags"][random.usize(..2)].into(), vec![first, second]),
        2 => Edit::Remove(key.into()),
        3 => Edit::Append(format!("## 回覆\n\n{first}\n")),
        _ => Edit::Set(key.into(), first),
    }
}

/// The bytes of each top-level key, its lines whole, but for one key.
fn other_keys<'a>(source: &'a str, file: &Parsed, but: &str) -> Vec<&'a str> {
    // A return by itself ends a line to YAML, and none to an editor: a key's lines end where the next key begins.
    let entries = file.root.entries();
    let ends = |at: usize| entries.get(at + 1).map_or(file.front.end, |next| next.key_span.start);
    let others = entries.iter().enumerate().filter(|(_, entry)| entry.key != but);
    others.map(|(at, entry)| &source[entry.key_span.start..block_end(source, entry).min(ends(at))]).collect()
}

#[test]
fn fuzz_splice() {
    Fuzz { name: "splice", seeds: FILES, words: WORDS, rounds: 1_000 }.run(|bytes, random| {
        let source = String::from_utf8_lossy(bytes);
        let edit = any_edit(&source, random);
        let Ok(after) = apply("requests/a.md", &source, std::slice::from_ref(&edit)) else { return };
        let (old, new) = (Parsed::read(&source).expect("it was edited"), Parsed::read(&after).expect("it was proved"));
        if let Edit::Append(_) = edit {
            assert!(after.starts_with(&*source), "what was there stays");
            return;
        }
        let outer = key_of(&edit).split('.').next().unwrap_or_default();
        assert_eq!(source[old.body_start..], after[new.body_start..], "the body");
        assert_eq!(source[..old.front.start], after[..new.front.start], "the fence");
        assert_eq!(other_keys(&source, &old, outer), other_keys(&after, &new, outer), "other keys, comments beside them included");
        let again = apply("requests/a.md", &after, std::slice::from_ref(&edit)).expect("what was set can be set");
        assert_eq!(Parsed::read(&again).expect("read").root.to_json(), new.root.to_json(), "the same edit again");
        if let (Edit::Set(key, _), None, false) = (&edit, old.root.entry(outer), key_of(&edit).contains('.')) {
            let without = apply("requests/a.md", &after, &[Edit::Remove(key.clone())]).expect("what came can go");
            assert_eq!(without, source, "a key that came and went leaves no trace");
        }
    });
}
