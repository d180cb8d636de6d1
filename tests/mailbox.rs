//! Mail that programs write, mail that cannot be read, and chats: nothing of it becomes an answer, a request or words that nobody wrote.

use crate::program::{Journal, Ran};

pub(crate) fn import(name: &str, text: &str) -> (Journal, Ran) {
    let journal =
        Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\naddresses: [me@example.org]\nname: Me\n"), (name, text)]);
    let ran = journal.run(&["import", name]);
    (journal, ran)
}

pub(crate) fn entry(journal: &Journal, id: &str) -> serde_json::Value {
    let shown: serde_json::Value = serde_json::from_str(&journal.run(&["show", id, "--format", "json"]).out).expect("JSON");
    let whole = shown["sections"].clone();
    let mut entry = shown["entry"].clone();
    entry["message"] = shown["message"].clone();
    entry["sections"] = whole;
    entry
}

pub(crate) fn list(journal: &Journal, form: &str) -> Vec<String> {
    journal.run(&["list", "--sort", "sent", "--format", form]).out.lines().map(ToOwned::to_owned).collect()
}

/// A mail of a day of April, in answer to nothing unless the headers say so.
pub(crate) fn mail(day: u8, from: &str, to: &str, subject: &str, headers: &str, body: &str) -> String {
    format!(
        "From: {from}\nTo: {to}\nSubject: {subject}\nDate: {day:02} Apr 2026 09:30:00 +0800\nMessage-ID: <{day}@e>\n{headers}\n{body}\n"
    )
}

pub(crate) fn ask(to: &str) -> String {
    mail(1, "Me <me@example.org>", to, "A question", "", "Hello,\n\nwhich would you pick first, A or B?")
}

pub(crate) fn mailbox(mails: &[String]) -> String {
    mails.iter().map(|mail| format!("From x Wed Apr  8 01:30:00 2026\n{mail}\n")).collect()
}

/// A server's report; each status is an address and what became of it.
fn report(day: u8, statuses: &[(&str, &str)], returned: &str) -> String {
    let statuses: String = statuses
        .iter()
        .map(|(address, action)| format!("Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: 5.1.1\n\n"))
        .collect();
    let body = format!(
        "--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{statuses}--b\nContent-Type: message/rfc822\n\n{returned}\n--b--"
    );
    let head = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n";
    mail(day, "MAILER-DAEMON@mx.example", "me@example.org", "Undelivered Mail Returned to Sender", head, &body)
}

#[test]
fn an_automatic_answer_is_none() {
    for (subject, headers) in [
        ("Automatic reply: A question", ""),
        ("自動回覆: A question", ""),
        ("Abwesenheitsnotiz: A question", ""),
        ("Re: A question", "Auto-Submitted: auto-replied\n"),
        ("Re: A question", "X-Autoreply: yes\n"),
        ("Re: A question", "Return-Path: <>\n"),
    ] {
        let headers = format!("In-Reply-To: <1@e>\n{headers}");
        let away = mail(2, "Out of Office Ya <ya@e.org>", "me@example.org", subject, &headers, "I am away.");
        let (journal, ran) = import("box.mbox", &mailbox(&[ask("ya@e.org"), away]));
        assert_eq!(list(&journal, "{{ to.name }}|{{ replied }}|{{ status }}"), ["ya@e.org||due"], "{subject} {headers}");
        assert!(ran.err.contains("written by programs, so they answer nothing: box.mbox:12 (mail 2), 2026-04-02"), "{}", ran.err);
    }
    let told = mail(2, "Ya <ya@e.org>", "me@example.org", "Re: Automatic reply: A question", "In-Reply-To: <1@e>\n", "I am back: A.");
    let (journal, _) = import("box.mbox", &mailbox(&[ask("ya@e.org"), told]));
    assert_eq!(list(&journal, "{{ to.name }}|{{ status }}"), ["Ya|replied"]);
}

#[test]
fn a_report_closes_only_what_reached_nobody() {
    let three = ask("Ya <ya@e.org>, Bo <bo@e.org>, Ci <ci@e.org>");
    let state = "{{ status }}|{{ close_reason }}";
    for (statuses, expected) in [
        (&[("bo@e.org", "failed")][..], "due|"),
        (&[("ya@e.org", "failed")], "due|"),
        (&[("ya@e.org", "failed"), ("bo@e.org", "failed"), ("ci@e.org", "delayed")], "due|"),
        (&[("ya@e.org", "failed"), ("bo@e.org", "failed"), ("ci@e.org", "failed")], "bounced|bounced"),
    ] {
        let (journal, ran) = import("box.mbox", &mailbox(&[three.clone(), report(2, statuses, &three)]));
        assert_eq!(list(&journal, state), [expected], "{statuses:?} {}", ran.err);
        assert_eq!(ran.err.contains("did not reach everyone"), expected == "due|", "{}", ran.err);
    }
    // A report that comes later is read with the letter that it sends back.
    let (journal, _) = import("box.mbox", &mailbox(std::slice::from_ref(&three)));
    journal.write("more.mbox", &mailbox(&[report(2, &[("bo@e.org", "failed")], &three)]));
    let ran = journal.run(&["import", "more.mbox"]);
    assert!(ran.err.contains("is not closed: more.mbox:1 (mail 1), bo@e.org"), "{}", ran.err);
    assert_eq!(list(&journal, state), ["due|"]);
    let one = ask("Ya <ya@e.org>");
    for (statuses, expected) in [(&[("ya@e.org", "delayed")][..], "due|"), (&[("ya.lin@e.org", "failed")], "bounced|bounced")] {
        let (journal, ran) = import("box.mbox", &mailbox(&[one.clone(), report(2, statuses, &one)]));
        assert_eq!(list(&journal, state), [expected], "{}", ran.err);
    }
    let (journal, _) = import("box.mbox", &mailbox(std::slice::from_ref(&one)));
    journal.write("more.mbox", &mailbox(&[report(2, &[("ya@e.org", "failed")], &one)]));
    let ran = journal.run(&["import", "more.mbox"]);
    let told = "2026-04-01-Ya: could not be delivered, says more.mbox:1 (mail 1); `closed: 2026-04-02T09:30+08:00` and `close_reason: bounced` are written.";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert_eq!(list(&journal, state), ["bounced|bounced"]);
    // Of a letter that comes together with its report it is said too, and what is advised takes it back.
    let (journal, ran) = import("box.mbox", &mailbox(&[one.clone(), report(2, &[("ya@e.org", "failed")], &one)]));
    assert!(ran.err.contains("2026-04-01-Ya: could not be delivered, says box.mbox:12 (mail 2); `closed: 2026-04-02"), "{}", ran.err);
    let command = ran.err.lines().find_map(|line| line.split_once("asklog ")).map(|(_, command)| command).expect("a command");
    assert_eq!(journal.run(&command.split(' ').collect::<Vec<_>>()).status, 0, "{command}");
    assert_eq!(list(&journal, "{{ closed }}|{{ close_reason }}"), ["|"]);
}

#[test]
fn what_is_encrypted_is_told_and_has_no_made_up_words() {
    let sealed = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n";
    let own = mail(1, "Me <me@example.org>", "Ya <ya@e.org>", "A question", sealed, "MIIB");
    let answer = mail(2, "Ya <ya@e.org>", "me@example.org", "Re", &format!("{sealed}In-Reply-To: <1@e>\n"), "MIIB");
    let (journal, ran) = import("box.mbox", &mailbox(&[own, answer]));
    let shown = entry(&journal, "Ya");
    assert_eq!((&shown["message"], &shown["replied"]), (&"".into(), &"2026-04-02T09:30:00+08:00".into()), "{shown}");
    for at in 0..2 {
        assert_eq!(shown["sections"][at]["text"], "[Encrypted; asklog cannot read the words.]", "{shown}");
    }
    assert!(ran.err.contains("encrypted, so their words are not here: box.mbox:1 (mail 1); box.mbox:12 (mail 2)."), "{}", ran.err);
    let ran = journal.run(&["import", "box.mbox"]);
    assert!(ran.err.contains("0 added, 1 already here"), "{}", ran.err);
    journal.write("answer.eml", &mail(3, "Ya <ya@e.org>", "me@example.org", "Re", sealed, "MIIB"));
    let ran = journal.run(&["reply", "Ya", "--file", "answer.eml"]);
    assert!(ran.status == 2 && ran.err.contains("answer.eml is encrypted"), "{}", ran.err);
}

#[test]
fn an_answer_that_is_dated_before_its_letter_has_no_day() {
    let answer = |clock: &str| {
        mail(1, "Ya <ya@e.org>", "me@example.org", "Re", "In-Reply-To: <1@e>\n", "A.")
            .replace("<1@e>\nIn", "<2@e>\nIn")
            .replace("09:30", clock)
    };
    let (journal, ran) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>"), answer("03:30")]));
    assert!(journal.read("requests/2026/2026-04-01-Ya.md").contains("\nreplied: yes\n"), "{}", ran.err);
    assert!(ran.err.contains("asklog set 2026-04-01-Ya replied=DATE"), "{}", ran.err);
    // Put to a letter that is here, it is said as well.
    let (journal, _) = import("a.eml", &ask("Ya <ya@e.org>"));
    journal.write("b.eml", &answer("03:30"));
    let ran = journal.run(&["import", "b.eml"]);
    assert!(journal.read("requests/2026/2026-04-01-Ya.md").contains("\nreplied: yes\n"), "{}", ran.err);
    assert!(ran.err.contains("dated before the letter that they answer: b.eml ("), "{}", ran.err);
    // Two clocks are rarely the same.
    let (journal, ran) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>"), answer("09:10")]));
    assert!(journal.read("requests/2026/2026-04-01-Ya.md").contains("\nreplied: 2026-04-01T09:30+08:00\n"), "{}", ran.err);
    assert!(!ran.err.contains("dated before"), "{}", ran.err);
}

#[test]
fn two_people_of_one_address_are_two() {
    let (journal, _) = import("a.eml", &ask("周老師、吳老師 <two@e.org>"));
    assert!(entry(&journal, "周老師")["sections"][0]["text"] == "It went to 周老師, 吳老師.");
    let (journal, _) = import("a.eml", &ask("陳、李法律事務所 <office@e.org>"));
    assert_eq!(list(&journal, "{{ to.name }}"), ["陳、李法律事務所"]);
}

#[test]
fn quotes_of_an_html_mail_keep_their_marks() {
    let html = "<p>A.</p><div class=gmail_quote>On Wed, 1 Apr 2026 at 09:30, Me &lt;me@example.org&gt; wrote:<br><blockquote>Hello,<br>which first?</blockquote></div>";
    let answer = mail(2, "Ya <ya@e.org>", "me@example.org", "Re", "In-Reply-To: <1@e>\nContent-Type: text/html\n", html);
    let (journal, _) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>"), answer]));
    assert_eq!(
        entry(&journal, "Ya")["sections"][0]["text"],
        "A.\n\nOn Wed, 1 Apr 2026 at 09:30, Me <me@example.org> wrote:\n> Hello,\n> which first?"
    );
}

#[test]
fn a_chat_knows_a_new_question_from_thanks_and_leaves_out_what_is_empty() {
    let head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
    let row =
        |from: &str, to: &str, day: u8, text: &str| format!("{to}{from},,{from},,{to},,2026-04-{day:02} 01:00:00 UTC,,\"{text}\",INBOX\n");
    let own = |day, text| row("Me", "Ya", day, text);
    let hers = |day, text| row("Ya", "Me", day, text).replace("MeYa,", "YaMe,");
    let rows = [
        own(1, "Which first, A or B?"),
        hers(2, "A."),
        own(3, "Thank you, that helps! How are you?"),
        own(6, "After A, is it C or D?"),
        own(9, "Just checking in."),
        hers(10, "D."),
        own(11, "谢谢！"),
    ];
    let (journal, ran) = import(
        "messages.csv",
        &format!("{head}{}{}{}", rows.concat(), row("Me", "Bo", 4, ""), row("Ci", "Me", 5, "Hello").replace("MeCi", "c")),
    );
    assert_eq!(
        list(&journal, "{{ kind }}|{{ status }}"),
        ["ask-learning|replied", "thanks|done", "ask-learning|replied", "nudge|replied", "thanks|done"],
        "{}",
        ran.err
    );
    assert!(ran.err.contains("row 9: nothing is written there, not taken"), "{}", ran.err);
    assert!(ran.err.contains("asked something new after an answer, so taken as requests of their own: 2026-04-06-Ya."), "{}", ran.err);
    let again = journal.run(&["import", "messages.csv"]);
    assert!(again.err.contains("0 added, 5 already here"), "{}", again.err);
    // What the export escaped is what was written; in a table of one's own it is what was typed.
    let escaped = own(1, "Is R&amp;D first? I&#39;d say &quot;ops&quot;.")
        .replace(",,2026-04-01 01:00:00 UTC,,", ",,2026-04-01 01:00:00 UTC,Q&amp;A,");
    let (journal, _) = import("messages.csv", &format!("{head}{escaped}"));
    assert_eq!(entry(&journal, "Ya")["message"], "Is R&D first? I'd say \"ops\".");
    assert_eq!(entry(&journal, "Ya")["subject"], "Q&A");
    assert!(journal.run(&["import", "messages.csv"]).err.contains("0 added, 1 already here"));
    let (journal, _) = import("t.csv", "Date,Person,Summary\n2026-04-01,Ya,What does &amp; mean?\n");
    assert_eq!(list(&journal, "{{ summary }}"), ["What does &amp; mean?"]);
    // A message without a subject is known by its writer.
    let began = row("Ci", "Me", 5, "Hello").replace("MeCi", "c") + &row("Me", "Ci", 6, "Which team is it?").replace("CiMe", "c");
    let (_, ran) = import("messages.csv", &format!("{head}{began}"));
    assert!(ran.err.contains("row 3 (Ci) answers what someone else began"), "{}", ran.err);
}

#[test]
fn an_option_that_a_file_has_no_use_for_is_refused() {
    let chat = "CONVERSATION ID,FROM,TO,DATE,CONTENT\nc,Me,Ya,2026-04-01 01:00:00 UTC,Which?\n";
    for (name, text, option, told) in [
        ("a.eml", &*ask("Ya <ya@e.org>"), ["--map", "何時=sent"], "--map is for tables, and a.eml is mail"),
        ("box.mbox", &mailbox(&[ask("Ya <ya@e.org>")]), ["--encoding", "big5"], "--encoding is for tables, and box.mbox is mail"),
        ("messages.csv", chat, ["--date-order", "mdy"], "--date-order is for tables, and messages.csv is LinkedIn's export of messages"),
    ] {
        let journal =
            Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\naddresses: [me@example.org]\nname: Me\n"), (name, text)]);
        let ran = journal.run(&["import", name, option[0], option[1]]);
        assert!(ran.status == 2 && ran.err.contains(told), "{}", ran.err);
        assert_eq!(list(&journal, "{{ id }}"), [""; 0]);
    }
}

#[test]
fn a_mark_in_an_address_of_one_s_own_is_no_other_person() {
    let own = ask("Ya <ya@e.org>, Bo <bo@e.org>").replace("Me <me@example.org>", "Me <me+jobs@example.org>\nCc: Me <me@example.org>");
    let (journal, ran) = import("a.eml", &own);
    assert_eq!(list(&journal, "{{ to.name }}"), ["Ya"], "{}", ran.err);
    assert_eq!(entry(&journal, "Ya")["sections"][0]["text"], "It went to Ya, Bo.");
    // Another address under the same name may be forgotten in the settings.
    let (journal, ran) = import("a.eml", &ask("Ya <ya@e.org>").replace("me@example.org", "me@work.example"));
    assert!(ran.err.contains("somebody with your name also writes from me@work.example"), "{}", ran.err);
    assert_eq!(list(&journal, "{{ id }}"), [""; 0]);
}

#[test]
fn an_answer_whose_ids_name_nothing_here_is_known_by_its_subject() {
    let own = ask("Ya <ya@e.org>").replace("Message-ID: <1@e>\n", "");
    let answer = |subject: &str, headers: &str| mail(2, "Ya <ya@e.org>", "me@example.org", subject, headers, "A.");
    for (subject, headers, status) in [
        ("Re: A question", "", "replied"),
        ("回覆: A question", "In-Reply-To: <lost@server>\n", "replied"),
        ("A question", "", "due"),
        ("Fwd: A question", "", "due"),
        ("Re: Another question", "", "due"),
    ] {
        let (journal, ran) = import("box.mbox", &mailbox(&[own.clone(), answer(subject, headers)]));
        assert_eq!(list(&journal, "{{ status }}"), [status], "{subject} {headers} {}", ran.err);
    }
    let stranger = answer("Re: A question", "").replace("ya@e.org", "bo@e.org");
    let (journal, _) = import("box.mbox", &mailbox(&[own.clone(), stranger]));
    assert_eq!(list(&journal, "{{ status }}"), ["due"]);
    let reminder = mail(8, "Me <me@example.org>", "Ya <ya@e.org>", "Re: A question", "", "No hurry: A or B?");
    let (journal, _) = import("box.mbox", &mailbox(&[own, reminder]));
    assert_eq!(list(&journal, "{{ kind }}|{{ follows }}"), ["ask-learning|", "nudge|2026-04-01-Ya"]);
}

#[test]
fn what_is_passed_on_to_somebody_else_asks_anew() {
    let news = mail(2, "Ya <ya@e.org>", "me@example.org", "News", "", "Did you see this?");
    let passed = mail(3, "Me <me@example.org>", "Bo <bo@e.org>", "Fwd: News", "In-Reply-To: <2@e>\n", "Bo, is this how your team works?");
    let (journal, ran) = import("box.mbox", &mailbox(&[news, passed]));
    assert_eq!(list(&journal, "{{ kind }}|{{ to.name }}"), ["ask-learning|Bo"]);
    assert!(!ran.err.contains("answers what someone else began"), "{}", ran.err);
}

#[test]
fn two_of_one_name_and_accounts_that_are_hidden_stay_several_people() {
    let rows = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
        c1,,Pinyu Chen,https://www.linkedin.com/in/pinyu,LinkedIn Member,,2026-03-06 01:00:00 UTC,,Could I ask about your team?,INBOX\n\
        c3,,Pinyu Chen,https://www.linkedin.com/in/pinyu,Wang Wei,https://www.linkedin.com/in/wangwei1,2026-03-09 01:00:00 UTC,,How is Acme?,INBOX\n\
        c4,,Pinyu Chen,https://www.linkedin.com/in/pinyu,Wang Wei,https://www.linkedin.com/in/wangwei2,2026-03-10 01:00:00 UTC,,How is Beta?,INBOX\n\
        c5,,Pinyu Chen,https://www.linkedin.com/in/pinyu,Ben Ho,https://www.linkedin.com/in/ben,2026-03-12 01:00:00 UTC,,Is this right?,INBOX\n";
    let journal = Journal::new(&[("asklog.yaml", "lang: en\n"), ("messages.csv", rows)]);
    let ran = journal.run(&["import", "messages.csv"]);
    assert!(ran.err.contains("4 added"), "{}", ran.err);
    let list = journal.run(&["list", "--sort", "sent", "--format", "{{ to.name }}|{{ to.handle }}|{{ to.background }}"]).out;
    let wanted = [
        "||LinkedIn Member",
        "Wang Wei|https://www.linkedin.com/in/wangwei1|",
        "Wang Wei|https://www.linkedin.com/in/wangwei2|",
        "Ben Ho||",
    ];
    assert_eq!(list.lines().collect::<Vec<_>>(), wanted);
    assert!(journal.run(&["import", "messages.csv"]).err.contains("0 added"));
}
