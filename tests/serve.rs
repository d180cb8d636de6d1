//! `serve`, over the wire: what it answers and refuses, and that a save is told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::program::{Journal, files};
use crate::repository::{Repository, letter};

const LETTER: &str = "---\nkind: ask-learning\nto: {name: Priya Nair, org: Lantern}\nchannel: email\nsubject: One question\nsent: 2026-04-08\n---\n\nHi Priya,\n\nWhich first?\n";

/// A running server, ended with the test.
pub(crate) struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Of a journal, on a fixed day.
    pub(crate) fn of(journal: &Journal) -> Served {
        Served::at(journal, Some("2026-04-12"))
    }

    /// At the clock's time where none is given.
    fn at(journal: &Journal, now: Option<&str>) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_asklog"))
            .args(now.iter().flat_map(|now| ["--now", now]))
            .args(["serve", "--port", "0"])
            .current_dir(journal.root())
            .env_clear()
            .env("TZ", "Asia/Taipei")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut said = String::new();
        BufReader::new(child.stderr.take().expect("piped")).read_line(&mut said).expect("says where it is");
        let port = said.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Served { port: port.unwrap_or_else(|| panic!("{said}")), child }
    }

    fn stream(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
        stream
    }

    /// Status and whole answer of a raw request, `{host}` standing for the server's own.
    pub(crate) fn raw(&self, request: &str) -> (u16, String) {
        let mut stream = self.stream();
        let request = request.replace("{host}", &format!("127.0.0.1:{}", self.port));
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, answer)
    }

    /// As [`Served::raw`], of a path.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: {{host}}\r\n\r\n"))
    }

    /// The lines of the events.
    fn events(&self) -> impl Iterator<Item = String> + use<> {
        let mut stream = self.stream();
        write!(stream, "GET /asklog-live HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).expect("sent");
        BufReader::new(stream).lines().map_while(Result::ok).filter_map(|line| line.strip_prefix("data: ").map(ToOwned::to_owned))
    }
}

fn journal() -> Journal {
    Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n"), ("requests/a.md", LETTER)])
}

#[test]
fn it_answers_the_site_for_ones_own_eyes_and_nothing_else() {
    let journal = journal();
    journal.write("secret.txt", "not for the web");
    let served = Served::of(&journal);
    let (status, page) = served.get("/");
    assert_eq!(status, 200);
    assert!(page.contains("Priya Nair") && page.contains("Content-Security-Policy: default-src 'none'"), "{page}");
    assert!(!page.contains("unsafe-inline") && page.contains("connect-src 'self'"));
    assert_eq!(served.get("/requests/a.html").0, 200);
    assert!(served.get("/style.css").1.contains("text/css"));
    assert!(served.get("/asklog-live.js").1.contains("EventSource"));
    for path in [
        "/secret.txt",
        "/asklog.yaml",
        "/../asklog.yaml",
        "/requests/%2e%2e/asklog.yaml",
        "/requests/../index.html",
        "//index.html",
        "/%00",
        "/requests/",
        "/.git/config",
        "/INDEX.HTML",
    ] {
        let (status, answer) = served.get(path);
        assert_eq!(status, 404, "{path}");
        assert!(!answer.contains("not for the web") && !answer.contains("timezone:"), "{path}");
    }
    let (status, head) = served.raw("HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n");
    assert!(status == 200 && head.ends_with("\r\n\r\n") && !head.contains("<html"), "{head}");
    for (request, status) in [
        ("POST / HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        ("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n\r\n", 403),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("nonsense\r\n\r\n", 400),
    ] {
        assert_eq!(served.raw(request).0, status, "{request}");
    }
}

/// Waits for events until something is the case.
fn until(events: &mut impl Iterator<Item = String>, is_so: impl Fn() -> bool) {
    while !is_so() {
        events.next().expect("told in time");
    }
}

#[test]
fn a_save_is_told_and_shown_and_nothing_is_written() {
    let journal = journal();
    let served = Served::of(&journal);
    let mut events = served.events();
    events.next().expect("the version");
    let shows = |path: &str, words: &str| served.get(path).1.contains(words);
    journal.write("requests/a.md", &LETTER.replace("One question", "Another question"));
    let before = files(journal.root());
    until(&mut events, || shows("/requests/a.html", "Another question"));
    let version = |page: &str| page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next()).map(ToOwned::to_owned);
    let count = || {
        let version = version(&served.get("/requests/a.html").1).expect("a live page");
        version.rsplit('-').next().and_then(|count| count.parse::<u32>().ok()).expect("a count")
    };

    // A burst of saves is a few changes, each told twice at most: the page, then its iterations.
    let first = count();
    for count in 0..50 {
        journal.write("requests/b.md", &LETTER.replace("One question", &format!("Question {count}")));
    }
    until(&mut events, || shows("/requests/b.html", "Question 49"));
    assert!(count() - first <= 24, "{} changes for 50 saves", count() - first);

    // Renamed, then gone.
    let statuses = |paths: [&str; 2]| paths.map(|path| served.get(path).0);
    let pages = ["/requests/b.html", "/requests/c.html"];
    std::fs::rename(journal.root().join("requests/b.md"), journal.root().join("requests/c.md")).expect("renamed");
    until(&mut events, || statuses(pages) == [404, 200]);
    std::fs::remove_file(journal.root().join("requests/c.md")).expect("removed");
    until(&mut events, || statuses(pages) == [404, 404]);
    assert!(before == files(journal.root()), "nothing is written");
}

#[test]
fn an_error_is_shown_in_the_page_and_goes_when_mended() {
    let journal = journal();
    let served = Served::of(&journal);
    let mut events = served.events();
    events.next().expect("the version");
    let shows = |path: &str, words: &str| served.get(path).1.contains(words);
    journal.write("requests/a.md", &LETTER.replace("kind: ask-learning", "kind: ["));
    until(&mut events, || served.get("/requests/a.html").0 == 404);
    let page = served.get("/requests/a.html").1;
    assert!(page.contains("requests&#x2f;a.md") && page.contains("data-version"), "{page}");
    assert!(shows("/people.html", "requests&#x2f;a.md"), "told on every page");
    journal.write("requests/a.md", &LETTER.replace("org: Lantern", "tie: cousin"));
    until(&mut events, || shows("/people.html", "one of: none, weak, dormant, warm, strong"));
    journal.write("requests/a.md", &LETTER.replace("org: Lantern", "tie: stranger"));
    until(&mut events, || shows("/people.html", "did you mean `none`?"));
    journal.write("requests/a.md", LETTER);
    until(&mut events, || !shows("/people.html", "requests&#x2f;a.md"));

    journal.write("theme/people.html", "{% extends \"base.html\" %}\n{% block content %}{{ nothing.here }}{% endblock %}");
    until(&mut events, || served.get("/people.html").0 == 500);
    assert!(shows("/people.html", "theme&#x2f;people.html:"));
    assert!(shows("/", "theme&#x2f;people.html:2"), "the first page tells of every layout");
    journal.write("asklog.yaml", "lang: [\n");
    until(&mut events, || shows("/", "asklog.yaml"));
    journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n");
    std::fs::remove_file(journal.root().join("theme/people.html")).expect("removed");
    until(&mut events, || served.get("/people.html").0 == 200);
}

#[test]
fn a_layout_of_ones_own_is_live_too() {
    let journal = journal();
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">";
    journal.write("theme/base.html", &format!("<!doctype html><head>{policy}<title>x</title></head>{{% block content %}}{{% endblock %}}"));
    let served = Served::of(&journal);
    let page = served.get("/").1;
    assert!(page.contains("<script src=\"/asklog-live.js\" data-version=\"") && page.contains("connect-src 'self'; default-src"), "{page}");
    assert!(!journal.run(&["build"]).err.is_empty());
    assert!(!journal.read("site/index.html").contains("asklog-live"), "a built page stays as it is");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the served journal goes by the clock too")]
fn what_lies_ahead_comes_true_while_it_is_served() {
    let journal = journal();
    let soon = chrono::Utc::now() + chrono::TimeDelta::seconds(4);
    let sent = format!("sent: {}", soon.format("%Y-%m-%dT%H:%M:%SZ"));
    journal.write("requests/b.md", &LETTER.replace("sent: 2026-04-08", &sent));
    let served = Served::at(&journal, None);
    let mut events = served.events();
    let status = |word: &str| served.get("/requests/b.html").1.contains(&format!("data-status=\"{word}\""));
    // On a busy machine it may be later than that already.
    assert!(status("draft") || chrono::Utc::now() > soon, "not sent yet");
    until(&mut events, || status("waiting"));
}

#[test]
fn a_commit_is_told_and_the_versions_are_kept_until_the_next() {
    let path = "requests/2026/2026-04-08-林雅婷.md";
    let first = "雅婷經理您好，\n\n我想轉行。請問您有什麼建議？";
    let repository = Repository::new(&[(path, &letter("", first))]);
    repository.commit("2026-04-01");
    let second = letter("", &first.replace("轉行", "轉做行銷"));
    repository.journal.write(path, &second);
    let served = Served::of(&repository.journal);
    let mut events = served.events();
    let page = || served.get("/requests/2026-04-08-%E6%9E%97%E9%9B%85%E5%A9%B7.html").1;
    let versions = || page().matches("class=\"step-line\"").count();
    until(&mut events, || versions() == 2);
    assert!(page().contains("not committed"));
    repository.commit("2026-04-02");
    until(&mut events, || !page().contains("not committed"));
    assert_eq!(versions(), 2);
    repository.journal.write(path, &second.replace("建議", "看法"));
    until(&mut events, || versions() == 3);
}

/// Processor time of a process in hundredths of a second.
#[cfg(target_os = "linux")]
fn processor(child: &Child) -> u64 {
    let told = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).expect("it runs");
    let fields = told.rsplit(") ").next().expect("fields").split(' ');
    fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("a number")).sum()
}

#[cfg(target_os = "linux")]
#[test]
fn it_rests_when_nothing_changes() {
    let journal = journal();
    let served = Served::of(&journal);
    let mut events = served.events();
    events.next().expect("the version");
    journal.write("requests/a.md", &LETTER.replace("One question", "Another question"));
    until(&mut events, || served.get("/requests/a.html").1.contains("Another question"));
    std::thread::sleep(Duration::from_millis(300));
    let before = processor(&served.child);
    std::thread::sleep(Duration::from_secs(1));
    let spent = processor(&served.child) - before;
    assert!(spent < 20, "{spent} hundredths of a second");
}

/// How many changes a version counts.
fn count(version: &str) -> u64 {
    version.rsplit('-').next().and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{version}"))
}

#[test]
fn an_editors_own_files_and_a_file_saved_as_it_was_are_no_change() {
    let journal = journal();
    let served = Served::of(&journal);
    let mut events = served.events();
    let first = count(&events.next().expect("the version"));
    for name in [".a.md.swp", "4913", "a.md~", "#a.md#", "note.txt", "a.md"] {
        journal.write(&format!("requests/{name}"), if name == "a.md" { LETTER } else { "x" });
        std::thread::sleep(Duration::from_millis(100));
    }
    journal.write("requests/a.md", &LETTER.replace("One question", "Another question"));
    assert_eq!(count(&events.next().expect("a change")), first + 1);
    assert!(served.get("/requests/a.html").1.contains("Another question"));
}

#[test]
fn many_saves_in_a_row_are_told_together() {
    let journal = journal();
    let served = Served::of(&journal);
    let mut events = served.events();
    let first = count(&events.next().expect("the version"));
    for number in 0..50 {
        journal.write("requests/new.md", &LETTER.replace("One question", &format!("Question {number}")));
        std::fs::rename(journal.root().join("requests/new.md"), journal.root().join("requests/a.md")).expect("renamed");
    }
    until(&mut events, || served.get("/requests/a.html").1.contains("Question 49"));
    std::thread::sleep(Duration::from_millis(500));
    let last = count(&served.events().next().expect("the version"));
    assert!(last - first <= 10, "{} for 50 saves", last - first);
}
