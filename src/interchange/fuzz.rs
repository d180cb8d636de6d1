//! Any bytes as a table, a mailbox or a mail: what is taken becomes an entry of exactly that, and comes back from an export.

use std::collections::BTreeSet;
use std::io::Cursor;

use super::csv::armed;
use super::*;
use crate::calendar::Epoch;
use crate::fuzz::Fuzz;
use crate::insight::Insight;
use crate::journal::fuzz::{entry, now, settings};
use crate::journal::{Draft, Journal, Kind, Recipient, Request, SectionKind, arrive, as_message, as_section, reply_heading};
use crate::labels::{Labels, Lang};
use crate::text::control::is_control;

const CELLS: &[&str] = &[
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "\r\n",
    "\n",
    "\r",
    "\u{feff}",
    "\0",
    "=1+1",
    "+886",
    "-1",
    "@x",
    "'",
    "''",
    "'=",
    "發送時間",
    "對象",
    "內容摘要",
    "回覆與否",
    "message",
    "Reply",
    "Reflection",
    "id",
    "source",
    "to.name",
    "to.tie",
    "kind",
    "outcome",
    "tags",
    "allow",
    "forecast",
    "replied",
    "sent",
    "channel",
    "closed",
    "close_reason",
    "own key",
    "是",
    "否",
    "yes",
    "2026/4/8",
    "115/4/9",
    "46120",
    "2026-04-08T09:30+08:00",
    "2030-01-01",
    "ask-learning",
    "nudge",
    "## 回覆",
    "\n---\nsent: x\n",
    "```",
    "<!--",
    "[a, b]",
    "{\"a\": [1]}",
    "{\"a\": 1, \"a\": 2}",
    "{{ x }}",
    "null",
    "no",
    "007",
    ": ",
    "# ",
    "\\",
    "林",
    "👩‍💻",
    "\u{202e}",
    "\u{1b}",
    "\u{3000}",
    "\u{2028}",
    "a: b",
    "\n<<<<<<< x\n=======\n>>>>>>> y\n",
    "&a",
    "*a",
    "| a |\n|--|\n",
];
const MAIL: &[&str] = &[
    "From ",
    "\nFrom a@b.c Wed Apr  8 09:30:00 2026\n",
    "\n>From ",
    "From: me@example.org\n",
    "From: \"A\\\"\n # x: y\" <a@b.c>\n",
    "To: ",
    "Cc: a@b.c, ",
    "Subject: ",
    "Message-ID: <1@e>\n",
    "In-Reply-To: <1@e>\n",
    "References: <1@e> <2@e>\n",
    "Date: Wed, 08 Apr 2026 09:30:00 +0800\n",
    "Date: Thu, 31 Dec 9999 23:59:59 -1200\n",
    "Content-Type: text/html\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "Content-Type: multipart/alternative; boundary=\"b\"\n",
    "Content-Type: text/plain; charset=big5\n",
    "; format=flowed; delsp=yes",
    "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Disposition: attachment; filename=\"a\r\n## b\"\n",
    "\n--b\n",
    "\n--b--\n",
    "=?UTF-8?B?5p6X6Q==?=",
    "=?big5?B?pEg=?=",
    "=?utf-8?Q?=0A=23=23_Reply?=",
    "=?",
    "?=",
    "=\n",
    "=E2=80=AE",
    "\n\n",
    "\r\n",
    "\r",
    "\0",
    "\u{feff}",
    "## Reply\n",
    "## 回覆\n",
    "---\nsent: 2020-01-01\n---\n",
    "<!--",
    "```\n",
    "> ",
    "-- \n",
    "\n===\n",
    "<p>",
    "<br>",
    "<style>",
    "&#35;&#35; x",
    "&nbsp;",
    "林",
    "\u{202e}",
    "\u{2028}",
    "Auto-Submitted: auto-replied\n",
    "mailer-daemon@x",
    "undisclosed-recipients:;",
    "\\",
    "\"",
    "<",
    ">",
    ",",
    ";",
    "(",
    ")",
];

fn empty() -> Journal {
    Journal::assemble(settings(), Vec::new(), Vec::new(), &[], now())
}

/// The keys of an entry's front matter.
fn keys_of(request: &Request) -> BTreeSet<&str> {
    request.document.root().entries().iter().map(|entry| entry.key.as_str()).collect()
}

fn keys_of_draft(draft: &Draft) -> BTreeSet<&str> {
    let (facts, lists, own) =
        (draft.facts.iter().map(|fact| fact.0), draft.lists.iter().map(|list| list.0), draft.own.iter().map(|own| own.0.as_str()));
    ["kind", "to", "allow"].into_iter().chain(facts).chain(lists).chain(own).collect()
}

#[test]
fn fuzz_tables() {
    let seeds = &[
        "tests/transcripts/commands/import.in",
        "tests/transcripts/commands/export.out/table.csv",
        "tests/transcripts/commands/import-linkedin.in/messages.csv",
    ];
    Fuzz { name: "tables", seeds, words: CELLS, rounds: 300 }.run(|bytes, _| {
        let Some(decoded) = decode(bytes) else { return };
        let sheet = read_csv(&decoded.text);
        assert!(sheet.windows(2).all(|rows| rows[0].number < rows[1].number), "rows are counted");
        for message in messages(&sheet, now().zone).found {
            assert!(!message.from.0.contains('\n') && message.from.0 == message.from.0.trim(), "{message:?}");
        }
        let Ok(table) = Table::of(sheet, &[]) else { return };
        let (empty, dates) = (empty(), Dates { order: None, zone: now().zone, epoch: Epoch::Of1900 });
        let mut pages = Vec::new();
        let exported = Exported::of(&table, dates, &Insight::of(&empty));
        for (at, row) in table.rows.iter().take(9).enumerate() {
            let Ok(cells) = cells(&table, row, &exported, dates) else { continue };
            let Ok(incoming) = incoming(&table, cells, &Originals::default(), Lang::ZhTw) else { continue };
            let path = format!("requests/2026/2026-04-08-{at}.md");
            let Ok((page, request)) = arrive(&incoming.draft, &path, &empty) else { continue };
            assert!(keys_of(&request).is_subset(&keys_of_draft(&incoming.draft)), "a cell became a key: {page}");
            pages.push((path, page));
        }
        comes_back(&Journal::assemble(settings(), Vec::new(), pages.iter().map(|(path, page)| entry(path, page.as_bytes())), &[], now()));
    });
}

/// What a journal exports, an import of the same journal has nothing to say about, and of an empty one gives the same texts.
fn comes_back(journal: &Journal) {
    assert!(journal.unreadable.is_empty(), "what arrived can be read: {:?}", journal.unreadable);
    let insight = Insight::of(journal);
    let requests: Vec<&Request> = journal.requests.iter().collect();
    if requests.is_empty() {
        return;
    }
    let bytes = to_csv(&tracking_table(&requests, &insight, &Labels::of(Lang::ZhTw)));
    let sheet = read_csv(&decode(&bytes).expect("UTF-8").text);
    for cell in sheet.iter().flat_map(|row| &row.cells) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "a spreadsheet would run {cell:?}");
        assert!(armed(cell).len() + 1 >= cell.len());
    }
    let table = Table::of(sheet, &[]).expect("our own table");
    assert_eq!((table.is_export, table.rows.len()), (true, requests.len()));
    let dates = Dates { order: None, zone: now().zone, epoch: Epoch::Of1900 };
    let exported = Exported::of(&table, dates, &insight);
    for row in &table.rows {
        let cells = cells(&table, row, &exported, dates).expect("our own row");
        let again = incoming(&table, cells, &Originals::default(), Lang::ZhTw).expect("our own row");
        let request = journal.request(again.cells.id.as_deref().unwrap_or_default()).expect("its id");
        let differences = again.differences(request, &insight);
        assert!(differences.is_empty(), "{differences:?}\n{}", request.document.text);
        let contradicted: Vec<_> = again.contradicted().collect();
        assert!(contradicted.is_empty(), "{contradicted:?}\n{}", request.document.text);
        let (page, other) = arrive(&again.draft, request.path(), &empty()).expect("it was an entry");
        assert_eq!(other.message().trim(), request.message().trim());
        let texts = |request: &Request| {
            request.sections.iter().map(|section| (section.kind, request.section_text(section).trim().to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(texts(&other), texts(request), "{page}\n{}", request.document.text);
    }
}

#[test]
fn fuzz_mail() {
    let seeds = &["tests/transcripts/commands/import-mail.in", "tests/transcripts/commands/reply-eml.in/answer.eml"];
    Fuzz { name: "mail", seeds, words: MAIL, rounds: 500 }.run(|bytes, _| {
        let mut places = Vec::new();
        let mut letters = Vec::new();
        scan(Cursor::new(bytes), |place, head| {
            places.push(place);
            letters.push(letter(&read_envelope(head)));
        })
        .expect("in memory");
        assert!(places.windows(2).all(|two| two[0].offset + two[0].length <= two[1].offset), "mails stand one after another");
        assert_plan(&letters);
        let mut mails: Vec<Vec<u8>> =
            places.iter().take(5).filter_map(|place| read_at(&mut Cursor::new(bytes), *place).expect("in memory")).collect();
        mails.push(bytes.to_vec());
        let empty = empty();
        mails.iter().for_each(|mail| drop(read_delivery(mail)));
        mails.iter().filter_map(|mail| read_mail(mail).ok()).for_each(|mail| assert_arrives(&mail.envelope, &mail.whole(), &empty));
    });
}

fn letter(envelope: &Envelope) -> Letter {
    let is_own = envelope.from.as_ref().is_some_and(|from| from.address == "me@example.org");
    let other = if is_own { envelope.to.first() } else { envelope.from.as_ref() };
    Letter {
        key: key_of(envelope.id.as_deref().unwrap_or_default()),
        answers: envelope.answers.iter().map(|id| key_of(id)).collect(),
        is_own,
        at: envelope.sent,
        person: other.map_or(0, |other| key_of(&other.address)),
        people: Vec::new(),
        nature: if envelope.is_bounce { Nature::Bounce } else { Nature::Plain },
        known: None,
        replied: None,
    }
}

/// Each message is planned once at most, own ones as entries, others as what came back.
fn assert_plan(letters: &[Letter]) {
    let plan = plan(letters);
    let mut used = BTreeSet::new();
    for entry in &plan.entries {
        assert!(letters[entry.letter].is_own && used.insert(entry.letter));
        assert!(entry.replies.iter().all(|reply| !letters[*reply].is_own && used.insert(*reply)));
        assert!(entry.follows.is_none_or(|before| letters[before].is_own && before != entry.letter));
    }
}

/// A mail as a message and as an answer: nothing of it becomes a key, a heading or another section.
fn assert_arrives(envelope: &Envelope, text: &str, empty: &Journal) {
    assert!(!text.contains(is_control), "{text:?}");
    let name = envelope.from.as_ref().map_or("A", Address::shown).to_owned();
    let subject = envelope.subject.clone().unwrap_or_default();
    assert!(![&name, &subject].iter().any(|line| line.contains(is_control) || line.contains('\n')), "{name:?} {subject:?}");
    let heading = reply_heading(false, &name, "2026-04-09 09:30");
    let draft = Draft {
        kind: Kind::AskLearning,
        to: Some(Recipient { name: Some(name), ..Recipient::default() }),
        facts: vec![("subject", subject.clone()), ("sent", "2026-04-08".to_owned()), ("replied", "2026-04-09".to_owned())],
        message: as_message(text),
        sections: vec![(heading.trim_end_matches(['#', ' ']).to_owned(), as_section(text))],
        ..Draft::default()
    };
    let (page, request) = match arrive(&draft, "requests/a.md", empty) {
        Ok(arrived) => arrived,
        Err(unfit) => panic!("{}\n{draft:#?}", unfit.reason.say(&Labels::of(Lang::En))),
    };
    assert!(keys_of(&request).is_subset(&keys_of_draft(&draft)), "{page}");
    assert_eq!(request.subject.clone().unwrap_or_default(), subject, "{page}");
    assert_eq!(request.sections.iter().map(|section| section.kind).collect::<Vec<_>>(), [SectionKind::Reply], "{page}");
}
