//! Tables out and in: an export comes back the same, whatever stands in the entries, and any file is read or refused.

use proptest::prelude::*;

use crate::fuzz::Fuzz;
use crate::program::{Journal, Ran, files, repository, run_in};

/// Texts that a spreadsheet, CSV, YAML or Markdown could take for something else.
const NASTY: [&str; 24] = [
    "=1+1",
    "+886 912",
    "-1",
    "@home",
    "'quoted",
    "''",
    "\ttab",
    "a, b",
    "a;b",
    "\"x\"",
    "no",
    "007",
    "2026-04-08",
    "---",
    "# one",
    "{{ x }}",
    "[a, b]",
    "林雅婷：「您好」",
    "👩‍💻",
    "a\u{3000}b",
    "x: y # z",
    "true",
    "1e3",
    "row:1",
];

/// Bodies whose lines look like the structure of a file.
const BODIES: [&str; 9] = [
    "您好，\n\n請問先學哪一個？",
    "Hi,\n\n```\n## Reply\n```\nDone",
    "> ## 回覆\n\n一句話就好",
    "---\nsent: 2020-01-01\n---\ntext",
    "=SUM(A1)\n\n- item\n- item",
    "line  \nwith blanks  \n\n\n\nand gaps",
    "<b>html</b> & \"quotes\"",
    "    code at the start\nand text",
    "'tis the text",
];

fn entry(number: usize, pick: &[usize]) -> (String, String) {
    let at = |index: usize| NASTY[pick[index % pick.len()] % NASTY.len()];
    let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    let body = |index: usize| BODIES[pick[index % pick.len()] % BODIES.len()];
    let mut page = format!("---\nkind: ask-learning\nto:\n  name: {}\n  background: {}\nchannel: email\n", quoted(at(0)), quoted(at(1)));
    page.push_str(&format!("subject: {}\nsummary: {}\nsent: 2026-04-0{}T09:30+08:00\n", quoted(at(2)), quoted(at(3)), number % 9 + 1));
    if number.is_multiple_of(3) {
        page.push_str(&format!("replied: 2026-04-1{}\noutcome: [answer, meeting]\n", number % 3));
    }
    page.push_str(&format!(
        "next: {}\nforecast: 0.4\ntags: [{}, {}]\nallow: {{too-long: {}}}\n",
        quoted(at(4)),
        quoted(at(5)),
        quoted(at(6)),
        quoted("because; so: yes")
    ));
    page.push_str(&format!("own: {}\nlist: [{}, b]\n---\n\n{}\n", quoted(at(7)), quoted(at(8)), body(0)));
    if number.is_multiple_of(3) {
        page.push_str(&format!(
            "\n## 回覆 王 2026-04-10\n\n{}\n\n## Reply\n\n{}\n\n## 反思\n\n{}\n\n## Notes (mine)\n\nx\n",
            body(1),
            body(2),
            body(0)
        ));
    }
    (format!("requests/2026/2026-04-0{}-{number}.md", number % 9 + 1), page)
}

/// Exports a journal, imports that into itself and into an empty one, and compares.
fn comes_back(journal: &Journal, format: &str) {
    let name = format!("table.{format}");
    let before = files(&journal.root().join("requests"));
    let export = journal.run(&["export", "-o", &name]);
    assert_eq!(export.status, 0, "{}", export.err);
    let again = journal.run(&["import", &name]);
    assert_eq!((again.status, again.out.as_str()), (0, ""), "{}", again.err);
    assert!(again.err.contains("0 added") && again.err.contains("0 with other values, 0 left out"), "{}", again.err);
    assert_eq!(files(&journal.root().join("requests")), before, "nothing changed");

    let other = Journal::new(&[("asklog.yaml", &journal.read("asklog.yaml"))]);
    let table = journal.root().join(&name).display().to_string();
    let imported = other.run(&["import", &table]);
    assert!(imported.err.contains(" 0 left out"), "{}", imported.err);
    assert_eq!(imported.out.lines().count(), before.len(), "{}", imported.err);
    let csv = |journal: &Journal| journal.run(&["export", "--format", "csv"]).out;
    assert_eq!(csv(&other), csv(journal));
    let twice = other.run(&["import", &table]);
    assert_eq!(twice.out, "", "{}", twice.err);
}

#[test]
fn an_export_of_the_example_comes_back_the_same() {
    let journal = Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n")]);
    for (path, bytes) in files(&repository().join("example-journal/requests")) {
        journal.write(&format!("requests/{path}"), std::str::from_utf8(&bytes).expect("UTF-8"));
    }
    comes_back(&journal, "csv");
    #[cfg(feature = "xlsx")]
    comes_back(&journal, "xlsx");
}

#[test]
fn an_export_of_anything_comes_back_the_same() {
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() });
    let picks = prop::collection::vec(prop::collection::vec(0_usize..24, 9), 12);
    runner
        .run(&picks, |picks| {
            let journal = Journal::new(&[]);
            for (number, pick) in picks.iter().enumerate() {
                let (path, page) = entry(number, pick);
                journal.write(&path, &page);
            }
            comes_back(&journal, "csv");
            #[cfg(feature = "xlsx")]
            comes_back(&journal, "xlsx");
            Ok(())
        })
        .expect("holds");
}

fn import(bytes: &[u8], name: &str) -> (Journal, Ran) {
    let journal = Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\naddresses: [me@example.org]\n")]);
    std::fs::write(journal.root().join(name), bytes).expect("written");
    let ran = journal.run(&["import", name]);
    (journal, ran)
}

/// Whatever was added can be read by the next command.
fn is_sound(journal: &Journal) {
    let listed = journal.run(&["list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).expect("JSON");
    assert_eq!(listed["unreadable"].as_array().map(Vec::len), Some(0), "{listed}");
}

/// An import takes the file or says why not, and what it adds is sound. The same bytes run without the program in
/// `src/interchange/fuzz.rs`, far more often.
fn is_read_or_refused(bytes: &[u8], name: &str) {
    let (journal, ran) = import(bytes, name);
    assert!(matches!(ran.status, 0..=2) && !ran.err.contains("panicked"), "{} {}", ran.status, ran.err);
    is_sound(&journal);
    let again = journal.run(&["import", name]);
    assert_eq!(again.out, "", "a second import adds nothing: {}\n{}", again.err, ran.err);
    assert!(!again.err.contains("answers that were missing"), "{}", again.err);
}

#[test]
fn fuzz_imported_tables() {
    let seeds = &["tests/transcripts/commands/import.in", "tests/transcripts/commands/import-linkedin.in/messages.csv"];
    Fuzz { name: "tables", seeds, words: &["\"", ",", "\n", "\0", "'", "id,", "\u{feff}"], rounds: 30 }
        .run(|bytes, _| is_read_or_refused(bytes, "t.csv"));
}

#[test]
fn fuzz_imported_mail() {
    let seeds = &["tests/transcripts/commands/import-mail.in/box.mbox"];
    let words = &["From ", "Message-ID: <1@e>\n", "In-Reply-To: <1@e>\n", "=?", "\n\n", "\0", "<", ">"];
    Fuzz { name: "mail", seeds, words, rounds: 30 }.run(|bytes, _| is_read_or_refused(bytes, "box.mbox"));
}

#[test]
fn a_cell_never_becomes_structure() {
    let table = "sent,to.name,message,Reply,Reflection\n2026-04-08,A,\"Hi\n\n## Reply\n\nno\n\n<!-- open\",\"## Notes\n\n```\nx\n---\nsent: 2020-01-01\",\"text\n===\n**Reply**\"\n";
    let (journal, ran) = import(table.as_bytes(), "t.csv");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let shown = run_in(journal.root(), &["show", "A", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("JSON");
    let sections: Vec<&str> = shown["sections"].as_array().expect("a list").iter().filter_map(|section| section["kind"].as_str()).collect();
    assert_eq!(sections, ["reply", "reflection"], "{shown}");
    assert!(shown["message"].as_str().is_some_and(|message| message.contains("open")), "{shown}");
    assert_eq!(shown["entry"]["sent"], "2026-04-08");
}

#[test]
fn a_mail_never_becomes_structure() {
    let body = "Hi\n\n## Reply\n\n---\nsent: 2020-01-01\n---\n\n<!-- open\n\n```\n## Notes";
    let mail = |from: &str, to: &str, id: &str, answers: &str| {
        format!(
            "From x Wed Apr  8 09:30:00 2026\nFrom: {from}\nTo: {to}\nSubject: --- # x: y\nDate: Wed, 08 Apr 2026 0{id}:00:00 +0800\nMessage-ID: <{id}@e>\nIn-Reply-To: {answers}\n\n{body}\n\n"
        )
    };
    let mbox = format!(
        "{}{}{}",
        mail("me@example.org", "\"A # (x): y\" <a@example.org>", "1", ""),
        mail("\"# Notes\" <a@example.org>", "me@example.org", "2", "<1@e>"),
        mail("a@example.org", "me@example.org", "3", "<1@e>")
    );
    let (journal, ran) = import(mbox.as_bytes(), "box.mbox");
    assert_eq!((ran.status, ran.out.lines().count()), (0, 1), "{}", ran.err);
    let listed = journal.run(&["list", "--format", "{{ id }}"]);
    let shown = journal.run(&["show", listed.out.trim(), "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("JSON");
    let sections: Vec<&str> = shown["sections"].as_array().expect("a list").iter().filter_map(|section| section["kind"].as_str()).collect();
    assert_eq!(sections, ["reply", "reply"], "{shown}");
    assert_eq!(shown["entry"]["subject"], "--- # x: y");
    assert_eq!(shown["entry"]["sent"], "2026-04-08T01:00:00+08:00");
}

#[test]
fn a_reply_s_cell_shows_no_guard_and_comes_back() {
    let journal = Journal::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n")]);
    let entry = "---\nkind: ask-learning\nto: {name: 林雅婷}\nchannel: email\nsent: 2026-04-01\n---\n\n雅婷您好，請問先學哪一個？\n";
    let path = "requests/2026/2026-04-01-林雅婷.md";
    journal.write(path, entry);
    journal.write("one.txt", "## 先學事件\n再學統計。\n\n回覆：\n");
    journal.write("two.txt", "# 書單\n---\n一本。\n");
    for (file, at) in [("one.txt", "2026-04-03"), ("two.txt", "2026-04-05")] {
        assert_eq!(journal.run(&["reply", "林雅婷", "--at", at, "--file", file]).status, 0);
    }
    let page = journal.read(path);
    assert!(page.contains("\\## 先學事件") && page.contains("\\# 書單"), "{page}");
    let table = crate::edited_tables::table(&journal);
    let at = table[0].iter().position(|name| name == "reply").expect("a column");
    assert!(table[1][at].contains("## 先學事件") && !table[1][at].contains('\\'), "{}", table[1][at]);
    let ran = crate::edited_tables::import(&journal, &table);
    assert!(ran.err.contains("已經有的 1 筆，內容不同的 0 筆"), "{}", ran.err);
    // An export of before showed the guards.
    let mut old = table.clone();
    old[1][at] = old[1][at].replace("## 先學事件", "\\## 先學事件");
    let ran = crate::edited_tables::import(&journal, &old);
    assert!(ran.err.contains("已經有的 1 筆，內容不同的 0 筆"), "{}", ran.err);
    let other = Journal::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n")]);
    crate::edited_tables::import(&other, &table);
    let sections = |page: String| page.split_once("## 回覆").map(|(_, rest)| rest.trim_end().to_owned());
    assert_eq!(sections(other.read(path)), sections(page));
}
