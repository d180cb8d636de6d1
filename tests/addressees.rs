//! One mail to several people who have entries of their own: each answer goes to the entry of who wrote it.

use crate::mailbox::{entry, list, mail, mailbox};
use crate::program::{Journal, Ran};

const SETTINGS: &str = "lang: en\ntimezone: Asia/Taipei\naddresses: [me@example.org]\nname: Me\n";
const WORDS: &str = "Hello,\n\nwhich would you pick first, A or B?";

fn noted(to: &str) -> String {
    format!("---\nkind: ask-learning\nto: {{{to}}}\nchannel: email\nsubject: A question\nsent: 2026-04-01\n---\n\n{WORDS}\n")
}

/// A journal with an entry for each, named a, b, c…
fn journal(people: &[&str]) -> Journal {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS)]);
    for (name, to) in ('a'..).zip(people) {
        journal.write(&format!("requests/2026/{name}.md"), &noted(to));
    }
    journal
}

fn ask(to: &str) -> String {
    mail(1, "Me <me@example.org>", to, "A question", "", WORDS)
}

fn answer(day: u8, from: &str) -> String {
    mail(day, from, "me@example.org", "Re: A question", "In-Reply-To: <1@e>\n", &format!("Words of {from}."))
}

fn import(journal: &Journal, mails: &[String]) -> Ran {
    journal.write("box.mbox", &mailbox(mails));
    journal.run(&["import", "box.mbox"])
}

/// Who answered in each entry, by id.
fn answers(journal: &Journal) -> Vec<String> {
    let mut all: Vec<String> = list(journal, "{{ id }}")
        .into_iter()
        .map(|id| {
            let shown = entry(journal, &format!("requests/2026/{id}.md"));
            let sections = shown["sections"].as_array().expect("a list");
            let texts: Vec<&str> = sections.iter().filter_map(|section| section["text"].as_str()).collect();
            format!("{id}: {}", texts.join(" | "))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn each_answer_goes_to_the_entry_of_who_wrote_it() {
    let box_of = |answers: &[(u8, &str)]| {
        let letter = ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>");
        std::iter::once(letter).chain(answers.iter().map(|(day, from)| answer(*day, from))).collect::<Vec<String>>()
    };
    for people in [["name: Ya Lin", "name: Bo Ho"], ["handle: ya@e.org", "handle: bo@e.org"], ["name: 'Lin, Ya'", "handle: bo@e.org"]] {
        let journal = journal(&people);
        let both = box_of(&[(3, "Bo Ho <bo@e.org>"), (4, "Ya Lin <ya@e.org>")]);
        let dry = {
            journal.write("box.mbox", &mailbox(&both));
            journal.run(&["import", "--dry-run", "box.mbox"])
        };
        assert_eq!(answers(&journal), ["a: ", "b: "], "{}", dry.err);
        let ran = import(&journal, &both);
        let expected = ["a: Words of Ya Lin <ya@e.org>.", "b: Words of Bo Ho <bo@e.org>."];
        assert_eq!(answers(&journal), expected, "{}", ran.err);
        assert_eq!(list(&journal, "{{ id }} {{ replied }}"), ["a 2026-04-04T09:30:00+08:00", "b 2026-04-03T09:30:00+08:00"]);
        assert!(ran.status == 0 && ran.err.contains("0 added"), "{}", ran.err);
        let again = import(&journal, &both);
        assert_eq!(answers(&journal), expected, "{}", again.err);
        assert!(again.status == 0 && again.err.contains("0 added, 2 already here"), "{}", again.err);
    }
    // One answer: the other person has not written.
    let journal = journal(&["name: Ya Lin", "name: Bo Ho"]);
    let ran = import(&journal, &box_of(&[(3, "Bo Ho <bo@e.org>")]));
    assert_eq!(answers(&journal), ["a: ", "b: Words of Bo Ho <bo@e.org>."], "{}", ran.err);
    assert!(ran.err.contains("box.mbox:1 (mail 1), a, b"), "{}", ran.err);
    // A private address says who writes by its name.
    let ran = import(&journal, &box_of(&[(5, "Ya Lin <ya@home.org>")]));
    assert_eq!(answers(&journal), ["a: Words of Ya Lin <ya@home.org>.", "b: Words of Bo Ho <bo@e.org>."], "{}", ran.err);
}

#[test]
fn an_answer_whose_writer_has_no_entry_is_named_and_goes_to_nobody_s() {
    for people in [&["name: Ya Lin", "name: Bo Ho"][..], &["name: Ya Lin"]] {
        let journal = journal(people);
        let before = answers(&journal);
        let mails = [ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>, Ci Wu <ci@e.org>"), answer(3, "Ci Wu <ci@e.org>")];
        let ran = import(&journal, &mails);
        assert_eq!(answers(&journal), before, "{}", ran.err);
        assert!(ran.status == 1 && ran.err.contains("1 left out"), "{}", ran.err);
        assert!(ran.err.contains("box.mbox:12 (mail 2): an answer of Ci Wu"), "{}", ran.err);
        // What is advised makes a place for it, and another import puts it there.
        let command = ran.err.split_once("asklog log ").and_then(|(_, rest)| rest.split_once(" notes")).expect(&ran.err).0;
        let words: Vec<String> = std::iter::once("log".to_owned()).chain(shell(command)).collect();
        let logged = journal.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(logged.status, 0, "{command} {}", logged.err);
        let ran = import(&journal, &mails);
        assert!(ran.status == 0, "{}", ran.err);
        assert!(answers(&journal).iter().any(|told| told.contains("Ci-Wu: Words of Ci Wu")), "{:?} {}", answers(&journal), ran.err);
        let again = import(&journal, &mails);
        assert!(again.status == 0 && again.err.contains("0 added") && !again.err.contains("answer added"), "{}", again.err);
    }
}

#[test]
fn whose_answer_stands_in_somebody_else_s_entry_is_told() {
    let of_three = ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>, Ci Wu <ci@e.org>");
    let one = ask("Ya Lin <ya@e.org>");
    for (letter, from, told) in [
        (&of_three, "Bo Ho <bo@e.org>", Some("Bo Ho, in ID (the letter to Ya Lin, Bo Ho, Ci Wu)")),
        (&of_three, "Ya Lin <ya@home.org>", None),
        (&one, "Di Ko <di@e.org>", Some("Di Ko, in ID (the letter went to Ya Lin, not to Di Ko)")),
        (&one, "Ya <ya@home.org>", None),
        (&one, "ya@e.org", None),
    ] {
        // Together, one after the other, and beside an entry that the person has with other words.
        for is_apart in [false, true] {
            let journal = journal(&[]);
            let page = noted("name: Ya Lin").replace("A question", "Something else").replace(WORDS, "Could you read my portfolio?");
            journal.write("requests/2026/noted.md", &page);
            let before = journal.read("requests/2026/noted.md");
            let ran = if is_apart {
                import(&journal, std::slice::from_ref(letter));
                import(&journal, &[answer(3, from)])
            } else {
                import(&journal, &[letter.clone(), answer(3, from)])
            };
            assert_eq!(journal.read("requests/2026/noted.md"), before, "{from} {}", ran.err);
            let whole = told.map(|told| told.replace("ID", "2026-04-01-Ya-Lin"));
            let whole = whole.map(|told| if is_apart { told.split(" (").next().unwrap_or_default().to_owned() } else { told });
            assert_eq!(ran.err.contains("answers of others"), told.is_some(), "{from} {}", ran.err);
            assert!(whole.is_none_or(|told| ran.err.contains(&told)), "{from} {}", ran.err);
            let again = import(&journal, &[letter.clone(), answer(3, from)]);
            assert!(!again.err.contains("answers of others"), "{from} {}", again.err);
        }
    }
}

#[test]
fn what_a_third_person_passes_on_is_no_answer() {
    let forward = |from: &str, subject: &str| mail(3, from, "me@example.org", subject, "References: <1@e>\n", "FYI.");
    for (from, subject, is_answer) in [
        ("Di Ko <di@e.org>", "Fwd: A question", false),
        ("Di Ko <di@e.org>", "轉寄: A question", false),
        ("Di Ko <di@e.org>", "Re: A question", true),
        ("Ya Lin <ya@e.org>", "Fwd: A question", true),
        ("Ya Lin <ya@home.org>", "Fwd: A question", true),
    ] {
        for (is_noted, is_apart) in [(false, false), (true, false), (false, true)] {
            let journal = journal(if is_noted { &["name: Ya Lin"] } else { &[] });
            let (letter, passed) = (ask("Ya Lin <ya@e.org>"), forward(from, subject));
            let ran = if is_apart {
                import(&journal, &[letter]);
                import(&journal, &[passed])
            } else {
                import(&journal, &[letter, passed])
            };
            let replied = list(&journal, "{{ replied }}").iter().any(|day| day.starts_with("2026-04-03"));
            assert_eq!(replied, is_answer, "{from} {subject} {is_noted} {is_apart} {}", ran.err);
            let is_told = ran.err.contains("passed on by somebody") && ran.err.contains(", Di Ko. Nothing");
            assert_eq!(is_told, !is_answer, "{from} {subject} {is_noted} {is_apart} {}", ran.err);
        }
    }
}

/// The words of a command, quotes taken off.
fn shell(command: &str) -> Vec<String> {
    let (mut words, mut is_quoted) = (vec![String::new()], false);
    for c in command.chars() {
        match c {
            '\'' | '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().expect("one").push(c),
        }
    }
    words
}

#[test]
fn an_answer_that_stands_in_an_entry_already_is_named_no_more() {
    let journal = journal(&["name: Ya Lin", "name: Bo Ho"]);
    let mails = [ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>"), answer(3, "Office <office@e.org>")];
    let ran = import(&journal, &mails);
    assert_eq!(answers(&journal), ["a: ", "b: "], "{}", ran.err);
    assert!(ran.err.contains("box.mbox:12 (mail 2): an answer of Office"), "{}", ran.err);
    journal.write("reply.eml", &mails[1]);
    assert_eq!(journal.run(&["reply", "b", "--file", "reply.eml"]).status, 0);
    let ran = import(&journal, &mails);
    assert!(ran.status == 0 && !ran.err.contains("an answer of"), "{}", ran.err);
    assert_eq!(answers(&journal)[0], "a: ");
}

#[test]
fn somebody_else_s_answer_to_a_letter_to_one_person_is_its_answer() {
    let journal = journal(&["name: Ya Lin"]);
    let ran = import(&journal, &[ask("Ya Lin <ya@e.org>"), answer(3, "Office <office@e.org>")]);
    assert_eq!(answers(&journal), ["a: Words of Office <office@e.org>."], "{}", ran.err);
}

#[test]
fn the_entry_of_a_mail_holds_the_answers_of_all_but_those_who_have_their_own() {
    // The mail came first, and then one of the two got an entry by hand.
    let journal = journal(&[]);
    let letter = ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>, Ci Wu <ci@e.org>");
    import(&journal, std::slice::from_ref(&letter));
    journal.write("requests/2026/b.md", &noted("name: Bo Ho"));
    let mails = [letter, answer(3, "Bo Ho <bo@e.org>"), answer(4, "Ci Wu <ci@e.org>")];
    for mails in [&mails[..], &mails[1..], &mails[..]] {
        let ran = import(&journal, mails);
        let told = answers(&journal);
        assert!(told[0].contains("Words of Ci Wu") && !told[0].contains("Words of Bo"), "{told:?} {}", ran.err);
        assert_eq!(told[1], "b: Words of Bo Ho <bo@e.org>.", "{}", ran.err);
    }
}

#[test]
fn a_report_closes_the_entry_of_whom_the_letter_did_not_reach() {
    let journal = journal(&["name: Ya Lin", "name: Bo Ho"]);
    let letter = ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>");
    let body = format!(
        "--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n\
         Final-Recipient: rfc822; bo@e.org\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n{letter}\n--b--"
    );
    let head = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n";
    let report = mail(2, "MAILER-DAEMON@mx.example", "me@example.org", "Undelivered Mail Returned to Sender", head, &body);
    let mails = [letter.clone(), report.clone()];
    let ran = import(&journal, &mails);
    assert_eq!(list(&journal, "{{ id }} {{ close_reason }}"), ["a ", "b bounced"], "{}", ran.err);
    assert!(!ran.err.contains("did not reach everyone"), "{}", ran.err);
    // Of whom no entry is there, the report is named.
    let journal = self::journal(&["name: Ya Lin", "name: Ci Wu"]);
    let ran = import(&journal, &[letter, report].map(|mail| mail.replace("Bo Ho <bo@e.org>", "Bo Ho <bo@e.org>, Ci Wu <ci@e.org>")));
    assert_eq!(list(&journal, "{{ id }} {{ close_reason }}"), ["a ", "b "], "{}", ran.err);
    assert!(ran.err.contains("is not closed: box.mbox:12 (mail 2), bo@e.org"), "{}", ran.err);
}

#[test]
fn a_reminder_to_one_of_several_follows_the_entry_of_that_person() {
    let journal = journal(&["name: Ya Lin", "name: Bo Ho"]);
    let reminder = |day: u8, to: &str| mail(day, "Me <me@example.org>", to, "Re: A question", "In-Reply-To: <1@e>\n", "No hurry: A or B?");
    let letter = ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>");
    let mails = [letter, answer(3, "Ya Lin <ya@e.org>"), reminder(8, "Bo Ho <bo@e.org>")];
    let ran = import(&journal, &mails);
    let told = list(&journal, "{{ to.name }} {{ kind }} {{ follows }}");
    assert_eq!(told, ["Ya Lin ask-learning ", "Bo Ho ask-learning ", "Bo Ho nudge b"], "{}", ran.err);
    assert!(import(&journal, &mails).err.contains("0 added, 3 already here"));
}

/// A letter and its answer of somebody called Ya Lin, by the number of the letter's id.
fn of_namesake(number: u8, address: &str, day: u8) -> [String; 2] {
    let letter = ask(&format!("Ya Lin <{address}>")).replace("<1@e>", &format!("<o{number}@e>"));
    let answer = answer(day, &format!("Ya Lin <{address}>")).replace("In-Reply-To: <1@e>", &format!("In-Reply-To: <o{number}@e>"));
    [letter, answer]
}

#[test]
fn two_of_one_name_in_two_commands_stay_two() {
    let table = "Date,Person,Summary,Subject\n2026-04-01,Ya Lin,First pick,A question\n";
    for is_table in [false, true] {
        let journal = journal(if is_table { &[] } else { &["name: Ya Lin"] });
        if is_table {
            journal.write("t.csv", table);
            assert!(journal.run(&["import", "t.csv"]).err.contains("1 added"));
        }
        let first = import(&journal, &of_namesake(1, "ya@e.org", 3));
        assert!(first.err.contains("0 added") && first.err.contains("1 answer added"), "{}", first.err);
        // The second person's letter is another one, and is said to look like the first one's.
        let second = import(&journal, &of_namesake(2, "ya@other.org", 5));
        assert!(second.err.contains("1 added") && second.err.contains("perhaps letters that the journal holds"), "{}", second.err);
        let told = answers(&journal);
        let of = |address: &str| told.iter().filter(|told| told.matches(address).count() == 1).count();
        assert_eq!((told.len(), of("ya@e.org"), of("ya@other.org")), (2, 1, 1), "{told:?}");
        for (number, address, day) in [(1, "ya@e.org", 3), (2, "ya@other.org", 5)] {
            let again = import(&journal, &of_namesake(number, address, day));
            assert!(again.status == 0 && again.err.contains("0 added, 1 already here"), "{}", again.err);
            assert!(!again.err.contains("perhaps") && !again.err.contains("answer added"), "{}", again.err);
        }
        assert_eq!(answers(&journal), told);
        // What is known of it now is the table's row still.
        if is_table {
            let again = journal.run(&["import", "t.csv"]);
            assert!(again.err.contains("0 added"), "{}", again.err);
            journal.run(&["export", "-o", "out.csv"]);
            let again = journal.run(&["import", "out.csv"]);
            assert!(again.err.contains("0 added, 2 already here, 0 with other values"), "{}", again.err);
        }
    }
}

#[test]
fn two_letters_to_one_name_that_come_before_any_answer_stay_two() {
    for people in [&["name: Ya Lin"][..], &["name: Ya Lin", "name: Bo Ho"]] {
        let journal = journal(people);
        let before = journal.read("requests/2026/a.md");
        let others = if people.len() > 1 { ", Bo Ho <bo@e.org>" } else { "" };
        let [first, hers] = of_namesake(1, "ya@e.org", 3);
        let [second, hers_too] = of_namesake(2, "ya@other.org", 5);
        let first = first.replace("Ya Lin <ya@e.org>", &format!("Ya Lin <ya@e.org>{others}"));
        let ran = import(&journal, std::slice::from_ref(&first));
        assert!(ran.err.contains(&format!("0 added, {} already here", people.len())), "{}", ran.err);
        assert_eq!(journal.read("requests/2026/a.md"), before.replace("sent: 2026-04-01\n", "sent: 2026-04-01\nsource: <o1@e>\n"));
        let ran = import(&journal, &[second]);
        assert!(ran.err.contains("1 added") && ran.err.contains("perhaps letters that the journal holds"), "{}", ran.err);
        for answer in [hers_too, hers] {
            let ran = import(&journal, &[answer]);
            assert!(ran.err.contains("1 answer added"), "{}", ran.err);
        }
        let told = answers(&journal);
        assert_eq!(told.last().map(String::as_str).filter(|told| people.len() > 1 && told.starts_with("b:")).unwrap_or("b: "), "b: ");
        assert!(told.iter().any(|told| told == "a: Words of Ya Lin <ya@e.org>."), "{told:?}");
        assert!(told.iter().any(|told| told.ends_with("Ya-Lin: Words of Ya Lin <ya@other.org>.")), "{told:?}");
    }
}

#[test]
fn thanks_that_come_in_a_later_command_are_no_reminder() {
    let journal = journal(&["name: Ya Lin"]);
    import(&journal, &[ask("Ya Lin <ya@e.org>"), answer(3, "Ya Lin <ya@e.org>")]);
    let thanks = |ids: &str| mail(4, "Me <me@example.org>", "Ya Lin <ya@e.org>", "Re: A question", ids, "Thank you, that helps!");
    for ids in ["", "In-Reply-To: <3@e>\n"] {
        let ran = import(&journal, &[thanks(ids)]);
        assert_eq!(list(&journal, "{{ kind }} {{ follows }}"), ["ask-learning ", "thanks a"], "{}", ran.err);
    }
}

#[test]
fn one_of_several_who_answered_is_thanked_behind_the_letter() {
    let letter = ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>");
    let hers = answer(3, "Bo Ho <bo@e.org>");
    let thanks = mail(
        4,
        "Me <me@example.org>",
        "Bo Ho <bo@e.org>",
        "Re: A question",
        "In-Reply-To: <3@e>\nReferences: <1@e> <3@e>\n",
        "Thank you, that helps!",
    );
    for (people, follows) in [(&["name: Ya Lin", "name: Bo Ho"][..], "b"), (&[], "2026-04-01-Ya-Lin")] {
        let journal = journal(people);
        let mails = [letter.clone(), hers.clone(), thanks.clone()];
        let ran = import(&journal, &mails);
        let told = list(&journal, "{{ kind }} {{ to.name }} {{ follows }}");
        assert_eq!(told.last().map(String::as_str), Some(&*format!("thanks Bo Ho {follows}")), "{told:?} {}", ran.err);
        assert!(import(&journal, &mails).err.contains("0 added"));
    }
}

#[test]
fn what_is_written_to_one_of_several_in_a_later_command_follows_that_entry() {
    let journal = journal(&["name: Ya Lin", "name: Bo Ho"]);
    import(&journal, &[ask("Ya Lin <ya@e.org>, Bo Ho <bo@e.org>")]);
    let ids = "In-Reply-To: <3@e>\nReferences: <1@e> <3@e>\n";
    let ran = import(&journal, &[mail(4, "Me <me@example.org>", "Bo Ho <bo@e.org>", "Re: A question", ids, "Thank you, that helps!")]);
    assert_eq!(list(&journal, "{{ kind }} {{ follows }}").last().map(String::as_str), Some("thanks b"), "{}", ran.err);
    // What is passed on to somebody else follows nobody's letter.
    let passed = mail(5, "Me <me@example.org>", "Ci Wu <ci@e.org>", "Fwd: A question", ids, "Ci, would you say the same?");
    let ran = import(&journal, &[passed]);
    assert_eq!(list(&journal, "{{ kind }} {{ follows }}").last().map(String::as_str), Some("ask-learning "), "{}", ran.err);
}
