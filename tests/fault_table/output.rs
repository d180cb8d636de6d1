//! O: what is built, exported and served. At length in tests/site.rs, tests/tables.rs, tests/serve.rs and tests/browser/.

use std::path::Path;

use super::{beside_a_good_one, entry};
use crate::program::{files, run_in_shell, run_with};
#[cfg(feature = "serve")]
use crate::serve::Served;

#[test]
fn o1_a_site_in_the_journal_is_never_read() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let count = || journal.run(&["list", "--format", "path"]).out.lines().count();
    assert_eq!(journal.run(&["build", "--out", "public"]).status, 0);
    assert_eq!(count(), 2);
    assert_eq!(journal.run(&["build", "--out", "requests/site", "--force"]).status, 2, "not among the entries");
}

#[test]
fn o2_precious_folders_are_refused_whatever_the_flags() {
    // tests/site.rs: precious_folders_are_refused_whatever_the_flags.
    let journal = beside_a_good_one(entry("").as_bytes());
    let above = journal.root().parent().expect("a folder").to_owned();
    let before = files(journal.root());
    let home = journal.root().join("home");
    std::fs::create_dir(&home).expect("made");
    for out in [journal.root(), &above, Path::new("/"), &home, &journal.root().join("requests")] {
        let out = out.to_str().expect("UTF-8");
        let ran = run_with(journal.root(), &["build", "--force", "--out", out], &[("HOME", home.to_str().expect("UTF-8"))]);
        assert_eq!(ran.status, 2, "{out}");
    }
    assert!(files(journal.root()) == before);
}

#[test]
fn o3_files_of_ones_own_are_never_touched() {
    let journal = beside_a_good_one(entry("").as_bytes());
    journal.write("public/index.html", "mine");
    let ran = journal.run(&["build", "--out", "public", "--force"]);
    assert_eq!(ran.status, 2);
    assert_eq!(files(&journal.root().join("public")).len(), 1, "nothing is written");
    assert_eq!(journal.run(&["build"]).status, 0);
    journal.write("site/CNAME", "mine");
    journal.write("site/style.css", "/* mine */");
    assert_eq!(journal.run(&["build"]).status, 2, "changed by hand");
    assert_eq!((journal.read("site/CNAME"), journal.read("site/style.css")), ("mine".into(), "/* mine */".into()));
}

#[test]
fn o4_a_build_that_fails_leaves_the_old_site() {
    // At every call: tests/faults/. Here the page cannot be put into its place.
    let journal = beside_a_good_one(entry("").as_bytes());
    assert_eq!(journal.run(&["build"]).status, 0);
    let before = files(&journal.root().join("site"));
    journal.write("theme/style.css", "body { color: red }\n");
    std::fs::remove_file(journal.root().join("site/style.css")).expect("removed");
    std::fs::create_dir(journal.root().join("site/style.css")).expect("made");
    assert_eq!(journal.run(&["build"]).status, 2);
    let after = files(&journal.root().join("site"));
    assert!(before.iter().filter(|(path, _)| path != "style.css").all(|file| after.contains(file)));
    assert!(!after.iter().any(|(path, _)| path.contains(".tmp")));
}

#[test]
fn o5_markup_is_text_and_odd_links_are_none() {
    let body = "<script>alert(1)</script> <img src=x onerror=y> [a](javascript:b) ![c](data:text/html,d) <javascript:e> ## x {onclick=f}\n";
    let journal = beside_a_good_one(format!("{}\n{body}", entry("")).as_bytes());
    assert_eq!(journal.run(&["build", "--privacy", "full"]).status, 0);
    let page = journal.read("site/requests/x.html");
    assert!(page.contains("&lt;script&gt;alert(1)"), "readable");
    for active in ["<script>alert", "<img src=x", "href=\"javascript:", "src=\"data:", "onclick=\"", " onerror=y>"] {
        assert!(!page.contains(active), "{active}");
    }
    assert!(page.contains("Content-Security-Policy") && page.contains("default-src 'none'"));
}

#[test]
fn o6_comments_and_images_from_elsewhere_stay_out_of_the_page() {
    let journal =
        beside_a_good_one(format!("{}\n<!-- my private thought -->\n![photo](https://example.org/a.png)\n", entry("")).as_bytes());
    assert_eq!(journal.run(&["build", "--privacy", "full"]).status, 0);
    let page = journal.read("site/requests/x.html");
    assert!(!page.contains("private thought") && !page.contains("<img"), "{page}");
}

#[test]
fn o7_formulas_are_disarmed_and_come_back() {
    // Any cell: tests/tables.rs.
    let journal = beside_a_good_one(entry("summary: \"=HYPERLINK(1)\"\nnext: \"+1\"\nsent: 2026-04-08\n").as_bytes());
    let table = journal.run(&["export"]).out;
    assert!(table.contains("'=HYPERLINK(1)") && table.contains("'+1"), "{table}");
    assert_eq!(journal.run(&["export", "-o", "o.csv"]).status, 0);
    let ran = journal.run(&["import", "o.csv"]);
    assert!(ran.status == 0 && ran.err.contains("0 added, 2 already here, 0 with other values"), "{}", ran.err);
}

#[cfg(feature = "serve")]
#[test]
fn o8_no_path_leads_out_of_what_is_served() {
    // More paths: tests/serve.rs.
    let journal = beside_a_good_one(entry("").as_bytes());
    std::os::unix::fs::symlink("/etc/passwd", journal.root().join("requests/passwd.md")).expect("linked");
    let served = Served::of(&journal);
    assert_eq!(served.get("/index.html").0, 200);
    for path in
        ["/../asklog.yaml", "/%2e%2e/asklog.yaml", "//etc/passwd", "/..%2fasklog.yaml", "/a%00b", "/requests/passwd.html", "/asklog.yaml"]
    {
        assert!(matches!(served.get(path).0, 400 | 404), "{path}");
    }
}

#[cfg(feature = "serve")]
#[test]
fn o9_another_host_is_refused() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let served = Served::of(&journal);
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"] {
        assert_eq!(served.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).0, 403, "{host}");
    }
    assert_eq!(served.raw("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\n\r\n").0, 403);
    assert_eq!(served.raw("POST / HTTP/1.1\r\nHost: {host}\r\n\r\n").0, 405);
}

#[cfg(feature = "serve")]
#[test]
fn o10_a_port_in_use_is_told_and_nothing_is_killed() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let holder = std::net::TcpListener::bind("127.0.0.1:0").expect("bound");
    let port = holder.local_addr().expect("known").port();
    let ran = journal.run(&["serve", "--port", &port.to_string()]);
    assert!(ran.status == 2 && ran.err.contains(&port.to_string()), "{}", ran.err);
}

#[cfg(target_os = "linux")]
#[test]
fn o11_an_entry_whose_path_cannot_be_printed_is_said_to_stand() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let line = "exec \"$0\" new --to May --channel email --no-input --no-edit >/dev/full";
    let ran = run_in_shell(journal.root(), line, &[]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(
        ran.err.contains("requests/2026/2026-04-12-")
            && ran.err.contains(".md is written")
            && ran.err.contains("cannot be written: no space"),
        "{}",
        ran.err
    );
}
