//! Letters that the journal holds already, noted by hand or from a table, and their mails: each is one entry.

use crate::mailbox::{ask, entry, list, mail, mailbox};
use crate::program::{Journal, Ran};

const SETTINGS: &str = "lang: en\ntimezone: Asia/Taipei\naddresses: [me@example.org]\nname: Me\n";
const WORDS: &str = "Hello,\n\nwhich would you pick first, A or B?";

/// A journal with a letter in it, `to` and facts as they are written.
fn noted(facts: &str, words: &str) -> Journal {
    let page = format!("---\nkind: ask-learning\nchannel: email\n{facts}---\n\n{words}\n");
    Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-01-ya.md", &page)])
}

fn import(journal: &Journal, name: &str, text: &str) -> Ran {
    journal.write(name, text);
    journal.run(&["import", name])
}

fn answer(headers: &str) -> String {
    mail(
        3,
        "Ya Lin <ya@e.org>",
        "me@example.org",
        "Re: A question",
        headers,
        "A, and then B.\n\nOn Wed, Apr 1, 2026 at 9:30 AM Me <me@example.org> wrote:\n> Hello,\n> which?",
    )
}

#[test]
fn a_letter_that_was_noted_by_hand_is_not_added_again_and_gets_the_answer() {
    let letter = ask("Ya Lin <ya@e.org>");
    for (facts, words) in [
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\n", WORDS),
        ("to: {handle: ya@e.org}\nsent: 2026-04-01T23:00+08:00\n", WORDS),
        ("to: {name: 'Lin, Ya'}\nsubject: a question\nsent: 2026-04-01\n", ""),
        ("to: {name: Ya Lin}\nsummary: A question\nsent: 2026-04-01\nsource: row:1234\n", ""),
        ("to: {name: Ya Lin}\nsent: 2026-04-01\n", "Hello, which would you pick first: A or B?\n\n-- \nMe"),
    ] {
        let journal = noted(facts, words);
        let ran = import(&journal, "box.mbox", &mailbox(&[letter.clone(), answer("In-Reply-To: <1@e>\n")]));
        assert_eq!(list(&journal, "{{ id }}|{{ status }}"), ["2026-04-01-ya|replied"], "{facts} {}", ran.err);
        assert!(
            ran.err.contains("in the journal already, by person, day, and words or subject: box.mbox:1 (mail 1), 2026-04-01-ya."),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("0 added, 0 already here"), "{}", ran.err);
        let again = journal.run(&["import", "box.mbox"]);
        assert!(again.err.contains("0 added, 1 already here, 0 with other values, 0 left out"), "{}", again.err);
    }
    // By table first, and then its mail, in one command.
    let journal = Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("t.csv", "Date,Person,Summary,Subject\n2026-04-01,Ya Lin,First pick,A question\n"),
        ("a.eml", &letter),
    ]);
    let ran = journal.run(&["import", "t.csv", "a.eml"]);
    assert!(ran.err.contains("1 added, 1 already here"), "{}", ran.err);
}

#[test]
fn letters_with_other_words_or_to_other_people_stay_their_own() {
    let letter = ask("Ya Lin <ya@e.org>");
    for (facts, words, likely) in [
        ("to: {name: Bo Ho}\nsubject: A question\nsent: 2026-04-01\n", WORDS, false),
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-03-20\n", WORDS, false),
        ("to: {name: Ya Lin}\nsubject: Another matter\nsent: 2026-04-01\n", "Could you read my portfolio and say what to leave out?", true),
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\n", "Would somebody of your team read my portfolio?", true),
        // The same words in a mail with another id: sent twice, or to a namesake.
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\nsource: <9@e>\n", WORDS, true),
        ("to: {name: Ya Lin, handle: ya@other.org}\nsubject: A question\nsent: 2026-04-01\nsource: <9@e>\n", WORDS, false),
    ] {
        let journal = noted(facts, words);
        let ran = import(&journal, "a.eml", &letter);
        assert_eq!(list(&journal, "{{ id }}").len(), 2, "{facts} {}", ran.err);
        assert_eq!(ran.err.contains("perhaps letters that the journal holds already"), likely, "{facts} {}", ran.err);
    }
    // Two letters of one day, of which one is here.
    let other =
        mail(1, "Me <me@example.org>", "Ya Lin <ya@e.org>", "My portfolio", "", "Could you read my portfolio?").replace("<1@e>", "<8@e>");
    let journal = noted("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\n", WORDS);
    let ran = import(&journal, "box.mbox", &mailbox(&[other, letter]));
    assert_eq!(list(&journal, "{{ subject }}").len(), 2, "{}", ran.err);
    assert!(!ran.err.contains("perhaps"), "{}", ran.err);
}

#[test]
fn a_letter_on_another_way_or_under_another_form_of_the_name_is_named_beside_it() {
    for (to, facts, words, mailed, likely) in [
        ("Ya Lin", "channel: linkedin-dm\nsummary: A question", "", "Ya Lin", true),
        ("Ya Lin", "channel: line\nsubject: A question", "Other words.", "Ya Lin", true),
        ("Ya Lin", "channel: line\nsummary: My portfolio", "", "Ya Lin", true),
        ("Ya Lin", "channel: line\nsubject: My portfolio", "Other words.", "Ya Lin", false),
        ("Ya", "summary: A question", "", "Ya Lin", true),
        ("Ya Lin (data)", "summary: A question", "", "Ya Lin", true),
        ("Ya Lin", "summary: A question", "", "Dr. Ya Lin", true),
        ("林雅婷（行銷主管）", "channel: email\nsummary: A question\nsource: row:12", "", "林雅婷", true),
        ("徐振宇 組長", "summary: Another", WORDS, "徐振宇", true),
        ("黃郁婷", "summary: A question", "", "黃郁婷小姐", true),
        ("子晴", "summary: A question", "", "高子晴", true),
        ("林子晴", "summary: A question", "", "高子晴", false),
        ("子晴", "summary: Another", "Other words.", "高子晴", false),
    ] {
        let page = format!("---\nkind: ask-learning\nto: {{name: {to}}}\n{facts}\nsent: 2026-04-01\n---\n\n{words}\n");
        let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-01-noted.md", &page)]);
        let ran = import(&journal, "a.eml", &ask(&format!("{mailed} <ya@e.org>")));
        assert!(ran.err.contains("1 added"), "{to} {mailed} {facts} {}", ran.err);
        let is_named = ran.err.contains("perhaps letters that the journal holds already") && ran.err.contains("beside 2026-04-01-noted");
        assert_eq!(is_named, likely, "{to} {mailed} {facts} {}", ran.err);
    }
}

/// Types the command that a line gives behind `asklog`, up to a comma.
fn types_advice(journal: &Journal, told: &str) {
    let command = told.split_once("if they are one: asklog ").and_then(|(_, rest)| rest.split_once(", then delete")).expect(told).0;
    let words: Vec<String> = command
        .split(" '")
        .flat_map(|part| if part.ends_with('\'') { vec![part] } else { part.split(' ').collect() })
        .map(|word| word.trim_end_matches('\'').to_owned())
        .collect();
    let ran = journal.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.status, 0, "{command} {}", ran.err);
}

#[test]
fn two_entries_that_are_one_stay_one_after_what_is_advised() {
    let letter = ask("Ya Lin <ya@e.org>");
    for (facts, words) in [
        ("to: {name: Ya Lin}\nsummary: portfolio\nsent: 2026-04-01\n", ""),
        ("to: {name: Ya}\nsubject: A question\nsent: 2026-04-01\nsource: row:12\n", ""),
    ] {
        let journal = noted(facts, words);
        let ran = import(&journal, "a.eml", &letter);
        types_advice(&journal, &ran.err);
        assert!(ran.err.contains("then delete the file of 2026-04-01-Ya-Lin)"), "{}", ran.err);
        std::fs::remove_file(journal.root().join("requests/2026/2026-04-01-Ya-Lin.md")).expect("the new one");
        journal.write("b.eml", &answer("In-Reply-To: <1@e>\n"));
        let ran = journal.run(&["import", "a.eml", "b.eml"]);
        assert!(ran.err.contains("0 added") && !ran.err.contains("perhaps"), "{}", ran.err);
        assert_eq!(list(&journal, "{{ id }}|{{ status }}"), ["2026-04-01-ya|replied"], "{}", ran.err);
    }
    // What came from another message would come again: nothing is to be deleted.
    let journal = noted("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\nsource: <9@e>\n", WORDS);
    let ran = import(&journal, "a.eml", &letter);
    assert!(ran.err.contains("keep both") && !ran.err.contains("delete"), "{}", ran.err);
}

#[test]
fn a_row_under_another_form_of_the_name_is_named_beside_the_letter() {
    for (mailed, row, likely) in [
        ("林雅婷", "林雅婷（行銷主管）", true),
        ("徐振宇", "徐振宇 組長", true),
        ("高子晴", "子晴", true),
        ("Priya Nair", "Priya", true),
        ("Priya Nair", "Priya Shah", false),
        ("高子晴", "林子晴", false),
    ] {
        let journal = Journal::new(&[("asklog.yaml", SETTINGS)]);
        import(&journal, "a.eml", &ask(&format!("{mailed} <ya@e.org>")));
        let table = format!("Person,Date,Summary,Channel\n{row},2026-04-01,A question,email\n");
        let ran = import(&journal, "t.csv", &table);
        assert!(ran.err.contains("1 added"), "{row} {}", ran.err);
        assert_eq!(ran.err.contains("perhaps a letter that the journal holds already"), likely, "{row} {}", ran.err);
        if !likely {
            continue;
        }
        types_advice(&journal, &ran.err);
        let id = ran.err.split_once("delete the file of ").and_then(|(_, rest)| rest.split_once(')')).expect("an id").0;
        std::fs::remove_file(journal.root().join(format!("requests/2026/{id}.md"))).expect("the new one");
        let again = journal.run(&["import", "t.csv"]);
        assert!(again.err.contains("0 added") && !again.err.contains("perhaps"), "{row} {}", again.err);
        let again = journal.run(&["import", "a.eml"]);
        assert!(again.err.contains("0 added, 1 already here"), "{row} {}", again.err);
    }
}

const FORM: &str = "Hello,\n\nI have followed your work for a year and moved from marketing to data last spring. I have read what you wrote on the \
    subject, and tried it on three small projects of my own. One question: what would you look at first in";

/// A letter of one form, to Ya.
fn of_form(number: u32, subject: &str, what: &str) -> String {
    let text = format!("{FORM} {what}?\n\nThank you,\nMe");
    mail(1, "Me <me@example.org>", "Ya Lin <ya@e.org>", subject, "", &text).replace("<1@e>", &format!("<{number}@e>"))
}

#[test]
fn two_letters_of_one_template_are_two() {
    let facts = "to: {name: Ya Lin}\nsubject: My charts\nsent: 2026-04-01\n";
    let words = format!("{FORM} a chart?\n\nThank you,\nMe");
    // Whatever the order, the letter with the very words is the entry, and the other one stays a letter.
    for letters in [
        [of_form(6, "My name", "a name"), of_form(7, "My charts", "a chart")],
        [of_form(7, "My charts", "a chart"), of_form(6, "My name", "a name")],
    ] {
        let journal = noted(facts, &words);
        let ran = import(&journal, "box.mbox", &mailbox(&letters));
        let mut subjects = list(&journal, "{{ subject }}");
        subjects.sort();
        assert_eq!(subjects, ["My charts", "My name"], "{}", ran.err);
    }
    // Where no subject tells, both are named, and neither is lost.
    let journal = noted("to: {name: Ya Lin}\nsent: 2026-04-01\n", &words);
    let ran = import(&journal, "a.eml", &of_form(6, "My name", "a name"));
    assert!(ran.err.contains("1 added") && ran.err.contains("perhaps letters that the journal holds already"), "{}", ran.err);
    // A draft is another letter where a word differs, where its subject does, and where it was begun later.
    for (facts, words, subject) in [
        ("to: {name: Ya Lin}\nsubject: My charts\n", words.as_str(), "My name"),
        ("to: {name: Ya Lin}\nsubject: My charts\n", FORM, "My charts"),
        ("to: {name: Ya Lin}\nsubject: My charts\nnoticed: 2026-04-03\n", words.as_str(), "My charts"),
    ] {
        let journal = noted(facts, words);
        let ran = import(&journal, "a.eml", &of_form(7, subject, "a chart"));
        assert!(ran.err.contains("1 added"), "{facts} {}", ran.err);
    }
}

#[test]
fn the_handle_tells_two_of_one_name_apart() {
    let words = format!("{FORM} a chart?\n\nThank you,\nMe");
    let of = |handle: &str| {
        format!(
            "---\nkind: ask-learning\nto: {{name: Ya Lin, handle: {handle}}}\nchannel: email\nsubject: My charts\nsent: 2026-04-01\n---\n\n{words}\n"
        )
    };
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/a.md", &of("ya@other.org")), ("requests/b.md", &of("ya@e.org"))]);
    let ran = import(&journal, "box.mbox", &mailbox(&[of_form(1, "My charts", "a chart"), answer("In-Reply-To: <1@e>\n")]));
    assert!(ran.err.contains("b: 1 answer added"), "{}", ran.err);
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/a.md", &of("ya@other.org"))]);
    let ran = import(&journal, "a.eml", &of_form(1, "My charts", "a chart"));
    assert!(ran.err.contains("1 added") && ran.err.contains("perhaps letters"), "{}", ran.err);
}

#[test]
fn blanks_and_marks_make_no_other_subject() {
    let letter = ask("Ya Lin <ya@e.org>").replace("A question", "=?UTF-8?B?6KuL5pWZIEdBNCDmvI/mlpfvvJ8=?=");
    let journal = noted("to: {name: Ya Lin}\nsummary: 請教GA4漏斗\nsent: 2026-04-01\nsource: row:12\n", "");
    let ran = import(&journal, "a.eml", &letter);
    assert!(ran.err.contains("0 added, 1 already here"), "{}", ran.err);
}

#[test]
fn a_draft_whose_mail_went_out_is_named_with_its_command() {
    let journal = noted("to: {name: Ya Lin}\nsubject: A question\n", WORDS);
    let ran = import(&journal, "a.eml", &ask("Ya Lin <ya@e.org>"));
    assert!(ran.err.contains("0 added, 0 already here, 1 with other values"), "{}", ran.err);
    let command = ran.err.split_once("asklog sent ").and_then(|(_, rest)| rest.split_once(" says")).expect(&ran.err).0;
    let words: Vec<&str> = std::iter::once("sent").chain(command.split(' ')).collect();
    assert_eq!(journal.run(&words).status, 0, "{command}");
    journal.write("b.eml", &answer("In-Reply-To: <1@e>\n"));
    let ran = journal.run(&["import", "a.eml", "b.eml"]);
    assert_eq!(list(&journal, "{{ id }}|{{ sent }}|{{ status }}"), ["2026-04-01-ya|2026-04-01T09:30:00+08:00|replied"], "{}", ran.err);
}

#[test]
fn an_answer_finds_an_entry_of_the_journal_by_its_subject() {
    let facts = "to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\n";
    for (facts, headers, status) in [
        (facts, "In-Reply-To: <lost@server>\n", "replied"),
        ("to: {handle: ya@e.org}\nsubject: A question\nsent: 2026-04-01\n", "", "replied"),
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\nsource: <7@e>\n", "", "replied"),
        ("to: {name: Ya Lin}\nsubject: Another one\nsent: 2026-04-01\n", "", "due"),
        ("to: {name: Bo Ho}\nsubject: A question\nsent: 2026-04-01\n", "", "due"),
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-04\n", "", "due"),
    ] {
        let journal = noted(facts, WORDS);
        let ran = import(&journal, "b.eml", &answer(headers));
        assert_eq!(list(&journal, "{{ status }}")[0] == "replied", status == "replied", "{facts} {}", ran.err);
        let again = journal.run(&["import", "b.eml"]);
        assert!(again.err.contains("0 added, 0 already here"), "{}", again.err);
        assert_eq!(entry(&journal, "ya")["sections"].as_array().map_or(0, Vec::len), usize::from(status == "replied"));
    }
    // Of two threads none can be told; what reminds is one thread with its letter.
    let journal = noted(facts, WORDS);
    journal.write("requests/2026/b.md", &format!("---\nkind: ask-learning\n{facts}---\n\nAnd C or D?\n"));
    let ran = import(&journal, "b.eml", &answer(""));
    assert_eq!(list(&journal, "{{ status }}"), ["due", "due"], "{}", ran.err);
    let nudge = facts.replace("04-01", "04-02");
    journal.write("requests/2026/b.md", &format!("---\nkind: nudge\n{nudge}follows: 2026-04-01-ya\n---\n\nA or B?\n"));
    let ran = journal.run(&["import", "b.eml"]);
    assert!(ran.err.contains("b: 1 answer added"), "{}", ran.err);
    // A reminder whose letter is in the journal follows it.
    let reminder = mail(8, "Me <me@example.org>", "Ya Lin <ya@e.org>", "Re: A question", "", "No hurry: A or B?");
    let journal = noted(facts, WORDS);
    import(&journal, "c.eml", &reminder);
    assert_eq!(list(&journal, "{{ kind }}|{{ follows }}"), ["ask-learning|", "nudge|2026-04-01-ya"]);
}

#[test]
fn an_answer_that_was_noted_by_hand_is_here() {
    let facts = "to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\nreplied: 2026-04-03\nsource: <1@e>\n";
    for (heading, words, sections) in [
        ("Reply Ya Lin 2026-04-03", "A, and then B.", 1),
        ("Reply", "A,\nand then B", 1),
        ("Reply Ya Lin 2026-04-02", "A, and then B.", 2),
        ("Reply Ya Lin 2026-04-02", "A, and then B.\n\nOn Wed, Apr 1, 2026 at 9:30 AM Me <me@example.org> wrote:\n> Hello,\n> which?", 2),
        ("Reply Ya Lin 2026-04-03", "She will call me.", 2),
    ] {
        let journal = noted(facts, &format!("{WORDS}\n\n## {heading}\n\n{words}"));
        let ran = import(&journal, "b.eml", &answer("In-Reply-To: <1@e>\n"));
        assert_eq!(entry(&journal, "ya")["sections"].as_array().map(Vec::len), Some(sections), "{heading} {words} {}", ran.err);
    }
}

#[test]
fn a_message_of_a_chat_that_was_noted_by_hand_is_not_added_again() {
    let chat = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n\
        c,Me,,Ya Lin,https://www.linkedin.com/in/ya,2026-04-01 01:30:00 UTC,\"Hello, which would you pick first, A or B?\"\n\
        c,Ya Lin,https://www.linkedin.com/in/ya,Me,,2026-04-02 01:30:00 UTC,A.\n";
    for to in ["name: Ya Lin", "handle: linkedin.com/in/ya"] {
        let journal = noted(&format!("to: {{{to}}}\nsent: 2026-04-01\n"), WORDS);
        journal.write("requests/2026/2026-04-01-ya.md", &journal.read("requests/2026/2026-04-01-ya.md").replace("email", "linkedin-dm"));
        let ran = import(&journal, "messages.csv", chat);
        assert_eq!(list(&journal, "{{ id }}|{{ status }}"), ["2026-04-01-ya|replied"], "{}", ran.err);
        assert!(journal.run(&["import", "messages.csv"]).err.contains("0 added, 1 already here"));
    }
}

#[test]
fn characters_that_cannot_be_read_are_named_and_paragraphs_stay() {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS)]);
    let mut bytes = ask("Ya Lin <ya@e.org>").replace("\n\nHello", "Content-Type: text/plain; charset=utf-8\n\nHello").into_bytes();
    bytes.extend(b"\n\xe9\xe8\xff\n");
    std::fs::write(journal.root().join("a.eml"), bytes).expect("written");
    let ran = journal.run(&["-q", "import", "a.eml"]);
    assert!(ran.err.contains("stand as \u{fffd} in what came from a.eml;"), "{}", ran.err);
    let html = ask("Bo Ho <bo@e.org>")
        .replace("<1@e>", "<2@e>\nContent-Type: text/html; charset=utf-8")
        .replace("Hello,\n\nwhich would you pick first, A or B?", "<p>Caf\u{1}</p><p>Which first?</p><blockquote>A or B</blockquote>");
    let bytes: Vec<u8> = html.bytes().map(|byte| if byte == 1 { 0xE9 } else { byte }).collect();
    std::fs::write(journal.root().join("b.eml"), bytes).expect("written");
    let ran = journal.run(&["import", "b.eml"]);
    assert_eq!(entry(&journal, "Bo")["message"], "Caf\u{e9}\n\nWhich first?\n\n> A or B", "{}", ran.err);
    journal.write("t.csv", "Date,Person,Summary\n2026-04-02,Ada,a\u{0}b\n");
    let ran = journal.run(&["import", "t.csv"]);
    assert!(ran.err.contains("t.csv, line 2: NUL bytes are left out of cells"), "{}", ran.err);
}

#[test]
fn what_is_no_mailbox_is_called_none_and_quiet_is_quiet() {
    let journal = Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("t.csv", "Date,Background,Summary\n2026-04-02,a senior engineer,x\n"),
        ("none.mbox", ""),
    ]);
    let ran = journal.run(&["import", "t.csv", "--format", "mbox"]);
    assert!(ran.status == 1 && ran.err.contains("t.csv is no mailbox"), "{}", ran.err);
    assert_eq!(journal.run(&["import", "none.mbox", "--format", "mbox"]).status, 0);
    let ran = journal.run(&["-q", "import", "t.csv"]);
    assert!(ran.status == 0 && ran.err.is_empty(), "{}", ran.err);
    let many = ask(&"Ya <ya@e.org>, ".repeat(2_000));
    let ran = import(&journal, "many.eml", &many);
    assert!(ran.err.contains("1 added"), "{}", ran.err);
}

#[test]
fn an_answer_that_may_be_to_two_letters_is_named_with_both_and_what_to_type() {
    let facts = "to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\n";
    let journal = noted(facts, WORDS);
    journal.write("requests/2026/b.md", &format!("---\nkind: ask-learning\n{facts}---\n\nAnd C or D?\n"));
    let ran = import(&journal, "b.eml", &answer(""));
    assert_eq!(list(&journal, "{{ status }}"), ["due", "due"], "{}", ran.err);
    assert!(ran.err.contains("b.eml: an answer of Ya Lin, and which of these it answers cannot be told: 2026-04-01-ya, b;"), "{}", ran.err);
    assert!(!ran.err.contains("not here yet") && !ran.err.contains("no answers to you"), "{}", ran.err);
    assert!(ran.status == 1 && ran.err.contains("1 left out"), "{}", ran.err);
    let command = ran.err.lines().find_map(|line| line.split_once(": asklog ")).map(|(_, command)| command).expect(&ran.err);
    let typed = journal.run(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(typed.status, 0, "{command} {}", typed.err);
    let ran = journal.run(&["import", "b.eml"]);
    assert!(ran.status == 0 && !ran.err.contains("an answer of"), "{}", ran.err);
    let mut told = list(&journal, "{{ id }}|{{ status }}");
    told.sort();
    assert_eq!(told, ["2026-04-01-ya|replied", "b|due"]);
    // In a mailbox there is no file to name.
    let journal = noted(facts, WORDS);
    journal.write("requests/2026/b.md", &format!("---\nkind: ask-learning\n{facts}---\n\nAnd C or D?\n"));
    let ran = import(&journal, "box.mbox", &mailbox(&[answer("")]));
    assert!(ran.err.contains("asklog reply 2026-04-01-ya --from 'Ya Lin' --at 2026-04-03T09:30+08:00"), "{}", ran.err);
}

#[test]
fn an_answer_of_the_same_name_and_another_address_is_another_s_until_somebody_says_so() {
    for (facts, headers) in [
        ("to: {name: Ya Lin, handle: ya@other.org}\nsubject: A question\nsent: 2026-04-01\n", ""),
        ("to: {name: Ya Lin, handle: ya@other.org}\nsubject: A question\nsent: 2026-04-01\n", "In-Reply-To: <9@e>\n"),
        // It says which letter it answers, and this is another one.
        ("to: {name: Ya Lin}\nsubject: A question\nsent: 2026-04-01\nsource: <7@e>\n", "In-Reply-To: <9@e>\n"),
    ] {
        let journal = noted(facts, WORDS);
        let ran = import(&journal, "b.eml", &answer(headers));
        assert_eq!(list(&journal, "{{ status }}"), ["due"], "{facts} {}", ran.err);
        assert!(ran.err.contains("an answer of Ya Lin") && ran.err.contains("asklog reply 2026-04-01-ya --file b.eml"), "{}", ran.err);
    }
    // Her own address goes before a namesake's, and before a letter of which no address is known.
    let facts = "to: {name: Ya Lin, handle: ya@other.org}\nsubject: A question\nsent: 2026-04-01\n";
    let journal = noted(facts, WORDS);
    journal.write("requests/2026/b.md", &format!("---\nkind: ask-learning\n{}---\n\nHi\n", facts.replace("other", "e")));
    journal.write("requests/2026/c.md", &format!("---\nkind: ask-learning\n{}---\n\nHi\n", facts.replace(", handle: ya@other.org", "")));
    let ran = import(&journal, "b.eml", &answer(""));
    assert!(ran.status == 0 && ran.err.contains("b: 1 answer added"), "{}", ran.err);
}

#[test]
fn a_short_answer_that_was_copied_without_its_greeting_is_here() {
    let facts = "to: {name: 林雅婷}\nsubject: A question\nsent: 2026-04-01\nreplied: 2026-04-03\nsource: <1@e>\n";
    let mail = mail(
        3,
        "=?UTF-8?B?5p6X6ZuF5am3?= <ya@e.org>",
        "me@example.org",
        "Re: A question",
        "In-Reply-To: <1@e>\nContent-Type: text/plain; charset=utf-8\n",
        "您好：\n\n謝謝您！可以，先挑 B。\n\n雅婷",
    );
    for (heading, words, sections) in [
        ("回覆 林雅婷 2026-04-03", "可以，先挑 B", 1),
        ("回覆 林雅婷 2026-04-03", "謝謝您！可以，先挑 B。", 1),
        ("回覆", "可以，先挑 B。", 1),
        // Of another person, another day, or a part of a sentence.
        ("回覆 王志明 2026-04-03", "可以，先挑 B", 2),
        ("回覆 林雅婷 2026-04-02", "可以，先挑 B", 2),
        ("回覆 林雅婷 2026-04-03", "先挑 B", 2),
    ] {
        let journal = noted(facts, &format!("{WORDS}\n\n## {heading}\n\n{words}"));
        let ran = import(&journal, "b.eml", &mail);
        assert_eq!(entry(&journal, "ya")["sections"].as_array().map(Vec::len), Some(sections), "{heading} {words} {}", ran.err);
    }
}

#[test]
fn whom_only_the_background_names_is_found_in_both_orders() {
    let letter = mail(
        1,
        "Me <me@example.org>",
        "=?UTF-8?B?5bCP576O?= <mei@e.org>",
        "A question",
        "",
        "Hello,\n\nwhich would you pick first, A or B?",
    );
    let table = "發送時間,內容摘要,對象背景,回覆與否\n2026-04-01,A question,小美，設計師,\n".replace("小美，設計師", "\"小美，設計師\"");
    for files in [["t.csv", "a.eml"], ["a.eml", "t.csv"]] {
        let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", &table), ("a.eml", &letter)]);
        let first = journal.run(&["import", files[0]]);
        assert!(first.err.contains("1 added"), "{}", first.err);
        let ran = journal.run(&["import", files[1]]);
        assert_eq!(list(&journal, "{{ id }}").len(), 1, "{files:?} {}", ran.err);
        let again = journal.run(&["import", files[0], files[1]]);
        assert!(again.err.contains("0 added"), "{files:?} {}", again.err);
        journal.write("b.eml", &answer("").replace("Ya Lin <ya@e.org>", "=?UTF-8?B?5bCP576O?= <mei@e.org>"));
        let ran = journal.run(&["import", "b.eml"]);
        assert_eq!(list(&journal, "{{ status }}"), ["replied"], "{files:?} {}", ran.err);
    }
}
