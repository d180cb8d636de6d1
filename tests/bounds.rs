//! Sizes that nobody writes by hand: what is read is read, what is not is refused with the limit named, and what is told stays short.

#[cfg(target_os = "linux")]
use crate::program::run_in_shell;
use crate::program::{Journal, Ran};

const FRONT: &str = "kind: ask-learning\nto: {name: Ann, tie: weak}\nchannel: email\nsubject: How did you begin\nsent: 2026-04-01\n";

fn journal(front: &str, body: &str) -> Journal {
    Journal::new(&[
        ("requests/a.md", &format!("---\n{FRONT}{front}---\n\n{body}")),
        ("requests/good.md", &format!("---\n{FRONT}---\n\nHi\n")),
    ])
}

fn listed(journal: &Journal) -> String {
    journal.run(&["list", "--format", "{{ id }}"]).out
}

/// Checked and shown, with few words.
fn is_told_shortly(ran: &Ran) {
    assert!(matches!(ran.status, 0 | 1), "{}", ran.err);
    assert!(ran.out.len() + ran.err.len() < 20_000, "{} bytes", ran.out.len());
}

#[test]
fn brackets_without_end_are_refused_with_the_limit_named() {
    for brackets in ["[".repeat(10_000), "[".repeat(10_000) + &"]".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000)] {
        let journal = journal(&format!("x: {brackets}\n"), "Hi\n");
        let ran = journal.run(&["check"]);
        is_told_shortly(&ran);
        assert!(ran.out.contains("invalid-yaml"), "{}", ran.out);
        assert_eq!(listed(&journal).trim(), "good", "the others go on");
    }
    let journal = journal(&format!("x: {}\n", "[".repeat(5_000) + &"]".repeat(5_000)), "Hi\n");
    assert!(journal.run(&["check"]).out.contains("deeper than 8"));
}

#[test]
fn a_front_matter_that_is_too_large_is_refused_with_the_limit_named() {
    let journal = journal(&format!("next: {}\n", "word ".repeat(200_000)), "Hi\n");
    let ran = journal.run(&["check"]);
    is_told_shortly(&ran);
    assert!(ran.out.contains("the limit is 64.0 KiB"), "{}", ran.out);
    assert_eq!(listed(&journal).trim(), "good");
}

#[test]
fn settings_that_are_too_large_are_refused_with_the_limit_named() {
    let journal = journal("", "Hi\n");
    journal.write("asklog.yaml", &format!("lang: en\ntimezone: Asia/Taipei\nx: {}\n", "word ".repeat(20_000)));
    let ran = journal.run(&["check"]);
    is_told_shortly(&ran);
    assert!(ran.out.contains("the limit is 64.0 KiB"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_cell_that_makes_an_entry_too_large_leaves_its_row_out() {
    let journal = journal("", "Hi\n");
    journal.write("table.csv", &format!("date,recipient,message\n2026-04-01,May,{}\n2026-04-02,Ida,short\n", "word ".repeat(1_800_000)));
    let ran = journal.run(&["import", "table.csv"]);
    is_told_shortly(&ran);
    assert!(ran.status == 1 && ran.err.contains("row 2"), "{}", ran.err);
    assert!(listed(&journal).contains("Ida") && !listed(&journal).contains("May"));
}

#[test]
fn of_a_hundred_thousand_mistakes_twenty_are_told_and_the_rest_is_counted() {
    let steering = journal("", &"Hi\u{202e}\n".repeat(100_000));
    let ran = steering.run(&["check"]);
    is_told_shortly(&ran);
    assert!(ran.out.contains("99,98") || ran.out.contains("9998"), "{}", ran.out);
    let shown = steering.run(&["show", "a"]);
    assert!(shown.out.contains("more in requests/a.md") && shown.out.len() < 2_000_000, "{}", shown.out.len());
    let keys: String = (0..3_000).map(|number| format!("k{number}:v\n")).collect();
    is_told_shortly(&journal(&keys, "Hi\n").run(&["check"]));
}

/// Each of these was read again from the start at every one of its marks.
#[test]
fn a_message_of_many_marks_is_read_in_one_go() {
    for piece in [
        "Could you help? ",
        "!",
        "https://example.org/a ",
        "[a](https://example.org/) ",
        "- a?\n",
        "`a` *b* ",
        "{{ a",
        "[Name] ",
        "| a |\n|--|\n\n",
        "SORRY to bother you!!! {{ name }} ASAP. ",
    ] {
        let journal = journal("", &piece.repeat(20_000));
        is_told_shortly(&journal.run(&["check"]));
        assert_eq!(listed(&journal).lines().count(), 2, "{piece}");
    }
    let names: String = (0..20_000).map(|number| format!("{{{{ name_{number} }}}}\n")).collect();
    let template = Journal::new(&[("templates/t.md", &format!("---\ntitle: t\nkind: ask-learning\nversion: 1\n---\n{names}"))]);
    is_told_shortly(&template.run(&["check"]));
}

#[test]
fn of_many_entries_that_no_number_counts_ten_are_named() {
    let bad: Vec<(String, &str)> = (10..22).map(|number| (format!("requests/bad-{number}.md"), "---\nkind: [\n---\n\nHi\n")).collect();
    let files: Vec<(&str, &str)> = bad.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let ran = Journal::new(&files).run(&["stats"]);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("bad-19.md … and 2 more") && !said.contains("bad-20.md"), "{}", ran.out);
}

#[test]
fn a_follow_up_after_more_days_than_are_counted_is_refused_with_the_limit_named() {
    let journal = journal("", "Hi\n");
    journal.write("asklog.yaml", "follow_up: {after: 4294967295}\n");
    let ran = journal.run(&["check"]);
    assert!(ran.status == 1 && ran.out.contains("from 1 to 999"), "{}", ran.out);
}

#[test]
fn a_template_that_would_end_the_stack_is_told_at_its_line() {
    let journal = journal("", "Hi\n");
    journal.write("templates/evil.md", &format!("---\ntitle: Evil\nkind: ask-learning\n---\n\nHi\n{{{{ v{} }}}}\n", ".a".repeat(50_000)));
    let ran = journal.run(&["check"]);
    is_told_shortly(&ran);
    assert!(
        ran.out.contains("templates/evil.md:7:1") && ran.out.contains("more than\n                        1000 characters"),
        "{}",
        ran.out
    );
    let ran = journal.run(&["new", "evil", "--to", "Bob", "--no-edit", "--no-input"]);
    assert!(ran.status == 2 && ran.err.contains("templates/evil.md:7"), "{}", ran.err);
}

#[test]
fn a_front_matter_that_nothing_else_reads_is_not_mended() {
    let keys: String = (0..20_000).map(|number| format!("k{number}: v  \n")).collect();
    let journal = journal(&keys, "Hi\n");
    let ran = journal.run(&["fix", "--dry-run"]);
    assert!(ran.status == 0 && ran.out.is_empty(), "{}", ran.out.len());
}

/// Under a limit of memory: what is read without an end would take the machine's.
#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_is_not_read() {
    let journal = journal("", "Hi\n");
    journal.write("asklog.yaml", "lang: en\naddresses: [me@example.org]\n");
    let run = |zone: &str, args: &str| {
        let line = format!("ulimit -v 2000000; exec timeout 60 \"$0\" {args}");
        run_in_shell(journal.root(), &line, &[("TZ", zone)])
    };
    let pipe = journal.root().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("made").success());
    for zone in ["/dev/zero", ":/dev/zero", "../../../dev/zero", pipe.to_str().expect("UTF-8")] {
        let ran = run(zone, "list");
        assert_eq!(ran.status, 0, "{zone}: {}", ran.err);
    }
    for args in ["log give Thanks --to Ann --message /dev/zero", "reply a --file /dev/zero", "import /dev/zero"] {
        let ran = run("Asia/Taipei", args);
        assert!(ran.status == 2 && ran.err.contains("/dev/zero") && ran.err.contains("MiB"), "{args}: {} {}", ran.status, ran.err);
    }
}
