//! `build --one-file`: a period as one page without script, for somebody else's phone.

use crate::program::{Journal, repository, run_in};

fn letter(name: &str, day: &str, kind: &str) -> String {
    format!(
        "---\nkind: {kind}\nto: {{name: {name}, org: Umbrella Forge, role: printer}}\nchannel: email\nsubject: A question for {name}\nsent: {day}\nreplied: {day}\noutcome: [answer]\nnext: shorter\n---\n\nHi {name},\n\nOne question about {kind} at Umbrella Forge?\n\n## Reply\n\ncanary-reply that nobody else should ever get to see\n\n## Learned\n\nInk dries on {day}.\n"
    )
}

fn journal() -> Journal {
    let journal = Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nname: Marta\n")]);
    journal.write("requests/a.md", &letter("Zephyrine Quillon", "2026-02-03", "ask-learning"));
    journal.write("requests/b.md", &letter("Ada Lark", "2026-03-04", "ask-learning"));
    journal.write("requests/c.md", &letter("Ivo Inward", "2026-03-20", "ask-feedback"));
    journal
}

#[test]
fn one_page_holds_the_period_and_nothing_that_leads_out() {
    let journal = journal();
    let ran = journal.run(&["build", "--one-file", "coach.html", "--since", "2026-03-01"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("coach.html: 2 requests") && ran.err.contains("(Person B to Person C)"), "{}", ran.err);
    assert!(!journal.root().join("site").exists());
    let page = journal.read("coach.html");
    for words in [
        "From 1 March",
        "This week",
        "Tracking table",
        "What you control",
        "Learned",
        "Market feedback",
        "Person C",
        "Ink dries on 2026-03-20",
    ] {
        assert!(page.contains(words), "{words}");
    }
    for words in
        ["Quillon", "Lark", "Umbrella", "canary-reply", "2026-02-03", "<script", "<button", "<form", "none\"", ".html\"", "unsafe-inline"]
    {
        assert!(!page.contains(words), "{words}");
    }
    for href in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let is_inside = href.strip_prefix('#').is_some_and(|id| page.contains(&format!("id=\"{id}\"")));
        assert!(is_inside || href.starts_with("data:"), "{href}");
    }
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    assert!(
        style.contains("--accent") && page.contains("style-src &#x27;sha256-") || page.contains("style-src 'sha256-"),
        "its hash allows it"
    );
    let kinds = journal.run(&["build", "--one-file", "-", "--kind", "ask-feedback"]);
    assert!(kinds.out.starts_with("<!doctype html>") && kinds.out.contains("A question for Person C"), "{}", kinds.err);
    assert!(!kinds.out.contains("A question for Person B"));
}

#[test]
fn only_a_page_of_its_own_is_replaced() {
    let journal = journal();
    let build = |file: &str, more: &[&str]| {
        let all: Vec<&str> = ["build", "--one-file", file].iter().chain(more).copied().collect();
        journal.run(&all)
    };
    journal.write("mine.html", "<p>mine</p>");
    let ran = build("mine.html", &[]);
    assert_eq!((ran.status, journal.read("mine.html").as_str()), (2, "<p>mine</p>"), "{}", ran.err);
    assert!(ran.err.contains("mine.html is not ours"), "{}", ran.err);
    assert_eq!(build("mine.html", &["--force"]).status, 0);
    assert_eq!(build("mine.html", &["--since", "2026-03-01"]).status, 0, "its own page is replaced");
    journal.write("mine.html", &journal.read("mine.html").replace("Person B", "Ada"));
    let ran = build("mine.html", &[]);
    assert_eq!(ran.status, 2, "one that was changed by hand is not");
    assert!(ran.err.contains("was changed since"), "{}", ran.err);
    for never in ["requests/x.html", "templates/x.html", "theme/x.html", ".git/x.html", "asklog.yaml", "requests", "."] {
        let ran = build(never, &["--force"]);
        assert_eq!(ran.status, 2, "{never}");
    }
    assert!(journal.read("asklog.yaml").contains("Marta"));
    assert_eq!(build("x.html", &["--out", "y"]).status, 2, "one or the other");
    assert_eq!(build("new/folder/x.html", &[]).status, 0);
}

#[test]
fn a_leak_or_too_much_is_refused_and_the_old_page_stays() {
    let journal = journal();
    assert_eq!(journal.run(&["build", "--one-file", "x.html"]).status, 0);
    let before = journal.read("x.html");
    journal.write("theme/learnings.html", "{% extends \"base.html\" %}{% block content %}<p title=\"Zephyrine\">x</p>{% endblock %}");
    let ran = journal.run(&["build", "--one-file", "x.html"]);
    assert_eq!((ran.status, &journal.read("x.html")), (2, &before));
    assert!(ran.err.contains("private-data-in-site") && ran.err.contains("requests/a.md"), "{}", ran.err);
    journal.write(
        "theme/learnings.html",
        &format!("{{% extends \"base.html\" %}}{{% block content %}}<p>{}</p>{{% endblock %}}", "x ".repeat(1_000_000)),
    );
    let ran = journal.run(&["build", "--one-file", "x.html"]);
    assert_eq!((ran.status, &journal.read("x.html")), (2, &before));
    assert!(ran.err.contains("3 requests") && ran.err.contains("MB") && ran.err.contains("--since"), "{}", ran.err);
}

#[test]
fn the_example_fits_in_every_view() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for (lang, view) in [("zh-TW", "shared"), ("en", "shared"), ("en", "full"), ("zh-TW", "totals")] {
        let file = out.path().join(format!("{lang}-{view}.html"));
        let file = file.to_str().expect("UTF-8");
        let ran = run_in(&repository().join("example-journal"), &["--lang", lang, "build", "--privacy", view, "--one-file", file]);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
}
