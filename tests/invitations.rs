//! A calendar's mail: invitations of one's own ask for no help, and a yes to one answers no letter.

use crate::mailbox::{ask, entry, import, list, mail, mailbox};

#[test]
fn an_answer_to_an_invitation_is_no_request_and_no_answer() {
    let lines = "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR";
    let head = "Content-Type: text/calendar; method=REPLY\n";
    let own = mail(3, "Me <me@example.org>", "Ya <ya@e.org>", "Accepted: Coffee", head, lines);
    let answer = mail(4, "Ya <ya@e.org>", "me@example.org", "Accepted: A question", &format!("{head}In-Reply-To: <1@e>\n"), lines);
    let (journal, ran) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>"), own, answer]));
    assert_eq!(list(&journal, "{{ subject }}|{{ status }}"), ["A question|due"]);
    let told = "invitations of a calendar, and answers to them: box.mbox:12 (mail 2); box.mbox:24 (mail 3). Nothing was added";
    assert!(ran.err.contains(told), "{}", ran.err);
    // What was accepted on the way is no letter that the next one follows.
    let own = mail(3, "Me <me@example.org>", "Ya <ya@e.org>", "Accepted: Coffee", &format!("{head}In-Reply-To: <2@e>\n"), lines);
    let invitation = mail(2, "Ya <ya@e.org>", "me@example.org", "Coffee", "In-Reply-To: <1@e>\n", "Coffee?");
    let thanks = mail(5, "Me <me@example.org>", "Ya <ya@e.org>", "Re: Coffee", "In-Reply-To: <2@e>\n", "Thank you for the coffee.");
    let (journal, _) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>"), invitation, own, thanks]));
    assert_eq!(list(&journal, "{{ kind }}|{{ follows }}"), ["ask-learning|", "thanks|2026-04-01-Ya"]);
}

#[test]
fn an_invitation_of_one_s_own_asks_for_no_help() {
    let lines = |method: &str| format!("BEGIN:VCALENDAR\n{method}BEGIN:VEVENT\nSUMMARY:Coffee\nEND:VEVENT\nEND:VCALENDAR");
    let parts = |kind: &str, method: &str| {
        let head = format!("Content-Type: multipart/{kind}; boundary=b\n");
        let part = if method.is_empty() { "text/calendar; name=coffee.ics" } else { "text/calendar; method=REQUEST" };
        let words = "You are invited: Coffee.\nGoing (ya@e.org)? Yes - No";
        (head, format!("--b\nContent-Type: text/plain\n\n{words}\n--b\nContent-Type: {part}\n\n{}\n--b--", lines(method)))
    };
    let invitation = |kind: &str, method: &str| {
        let (head, body) = parts(kind, method);
        mail(3, "Me <me@example.org>", "Ya <ya@e.org>", "Coffee", &head, &body)
    };
    let yes = mail(4, "Ya <ya@e.org>", "me@example.org", "Accepted: Coffee", "Content-Type: text/calendar; method=REPLY\n", &lines(""));
    let (journal, ran) = import("box.mbox", &mailbox(&[invitation("alternative", "METHOD:REQUEST\n"), yes.clone()]));
    assert_eq!(list(&journal, "{{ subject }}"), [""; 0], "{}", ran.err);
    assert!(ran.err.contains("box.mbox:1 (mail 1); box.mbox:25 (mail 2). Nothing was added"), "{}", ran.err);
    // Saved one by one it is the same, and so is one without a word.
    let (journal, _) = import("a.eml", &invitation("alternative", "METHOD:REQUEST\n"));
    assert_eq!(list(&journal, "{{ subject }}"), [""; 0]);
    let alone = mail(3, "Me <me@example.org>", "Ya <ya@e.org>", "Coffee", "Content-Type: text/calendar\n", &lines("METHOD:CANCEL\n"));
    let (journal, _) = import("a.eml", &alone);
    assert_eq!(list(&journal, "{{ subject }}"), [""; 0]);
    let folded = alone.replace("Content-Type: text/calendar", "Content-Type:\n text/calendar");
    let (journal, _) = import("box.mbox", &mailbox(&[folded]));
    assert_eq!(list(&journal, "{{ subject }}"), [""; 0]);
    // A letter with a calendar's file beside it is a letter.
    for (kind, method) in [("mixed", ""), ("mixed", "METHOD:PUBLISH\n"), ("alternative", "")] {
        let (journal, ran) = import("a.eml", &invitation(kind, method));
        assert_eq!(list(&journal, "{{ subject }}"), ["Coffee"], "{kind} {method} {}", ran.err);
    }
    // What is written to an invitation that came after a letter answers that letter.
    let after = invitation("alternative", "METHOD:REQUEST\n").replace("<3@e>\n", "<3@e>\nIn-Reply-To: <1@e>\n");
    let words = mail(5, "Ya <ya@e.org>", "me@example.org", "Re: Coffee", "In-Reply-To: <3@e>\n", "Gladly. And take A.");
    let (journal, _) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>"), after, yes, words]));
    assert_eq!(list(&journal, "{{ subject }}|{{ status }}"), ["A question|replied"]);
    assert_eq!(entry(&journal, "Ya")["sections"][0]["text"], "Gladly. And take A.");
}
