//! A mailbox that is imported again: what was left outside before is counted, what is new is named.

use crate::mailbox::{ask, import, list, mail, mailbox};

#[test]
fn what_was_left_outside_before_is_counted_and_what_is_new_is_named() {
    let away = mail(2, "Ya <ya@e.org>", "me@example.org", "Automatic reply: A question", "In-Reply-To: <1@e>\n", "I am away.");
    let news = mail(3, "News <news@e.org>", "me@example.org", "Monthly", "", "Offers.");
    let answer = mail(4, "Ya <ya@e.org>", "me@example.org", "Re: A question", "In-Reply-To: <1@e>\n", "A.");
    let all = [ask("Ya <ya@e.org>"), away, news, answer];
    let (journal, ran) = import("box.mbox", &mailbox(&all));
    for told in ["no answers to you: box.mbox:22 (mail 3)", "written by programs, so they answer nothing: box.mbox:12 (mail 2)"] {
        assert!(ran.err.contains(told), "{told} {}", ran.err);
    }
    assert!(!ran.err.contains("still outside"), "{}", ran.err);
    let ran = journal.run(&["import", "box.mbox"]);
    assert!(ran.err.contains("still outside: 2 messages (") && !ran.err.contains("no answers to you: "), "{}", ran.err);
    assert!(!ran.err.contains("answer nothing:"), "{}", ran.err);
    // A mail behind all that is here may be new, and a person may wait for it.
    let stranger = mail(9, "Bo <bo@e.org>", "me@example.org", "Re: A question", "", "B.");
    journal.write("box.mbox", &mailbox(&[all.as_slice(), &[stranger]].concat()));
    let ran = journal.run(&["import", "box.mbox"]);
    assert!(ran.err.contains("still outside: 2 messages (") && ran.err.contains("no answers to you: box.mbox:4"), "{}", ran.err);
    // Where something is new, all is named as at first.
    let later = mail(10, "Ya <ya@e.org>", "me@example.org", "Re: A question", "In-Reply-To: <1@e>\n", "And B.");
    journal.write("box.mbox", &mailbox(&[all.as_slice(), &[later]].concat()));
    let ran = journal.run(&["import", "box.mbox"]);
    assert!(ran.err.contains("no answers to you: box.mbox:22 (mail 3)") && !ran.err.contains("still outside"), "{}", ran.err);
    assert_eq!(list(&journal, "{{ status }}"), ["replied"]);
}

#[test]
fn a_letter_in_which_no_question_is_heard_is_named_with_what_changes_its_kind() {
    let own = |day, text| mail(day, "Me <me@example.org>", "Ya <ya@e.org>", "About B", "", text);
    let (journal, ran) = import(
        "box.mbox",
        &mailbox(&[own(1, "Hello,\n\nyour talk helped me: B works now."), ask("Bo <bo@e.org>").replace("<1@e>", "<8@e>")]),
    );
    assert!(ran.err.contains("no question is heard in 1 letter, taken as ask-learning all the same: 2026-04-01-Ya. Where"), "{}", ran.err);
    let command = ran.err.lines().find_map(|line| line.split_once(": asklog ")).map(|(_, command)| command).expect("a command");
    assert_eq!(journal.run(&command.split(' ').collect::<Vec<_>>()).status, 0, "{command}");
    assert_eq!(list(&journal, "{{ to.name }} {{ kind }}"), ["Bo ask-learning", "Ya update"]);
    assert!(!journal.run(&["import", "box.mbox"]).err.contains("no question"));
    let (_, ran) = import("box.mbox", &mailbox(&[ask("Ya <ya@e.org>")]));
    assert!(!ran.err.contains("no question"), "{}", ran.err);
}
