//! What other people's code has to say (the system, clap, minijinja, the YAML parser), said in our words, in both languages.

use crate::program::{Journal, run_with};

/// Words that only they use.
const THEIRS: [&str; 14] = [
    "os error",
    "No such file",
    "invalid digit",
    "invalid float",
    "is not in",
    "syntax error",
    "did not find",
    "unexpected",
    "while parsing",
    "while scanning",
    "unknown filter",
    "undefined value",
    "simple key",
    "ran out of fuel",
];

/// Runs a command line in both languages: it fails with `status`, says `en` and `zh`, and nothing in others' words.
fn says(journal: &Journal, args: &[&str], status: i32, en: &str, zh: &str) {
    for (lang, wanted) in [("en", en), ("zh-TW", zh)] {
        let ran = journal.run(&[&["--lang", lang], args].concat());
        let said = format!("{}{}", ran.out, ran.err);
        assert_eq!(ran.status, status, "{args:?}: {said}");
        assert!(said.contains(wanted), "{args:?}: {wanted} is missing in\n{said}");
        let theirs: Vec<_> = THEIRS.iter().filter(|words| said.contains(**words)).collect();
        assert!(theirs.is_empty(), "{args:?}: {theirs:?} in\n{said}");
    }
}

#[test]
fn values_on_the_command_line() {
    let journal = Journal::new(&[]);
    says(&journal, &["due", "--days", "x"], 2, "write a whole number", "請寫整數");
    says(&journal, &["due", "--days", "99999999999"], 2, "from 0 to 4294967295", "0 到 4294967295 的整數");
    says(&journal, &["new", "--forecast", "x"], 2, "write a number", "請寫數字");
    says(&journal, &["due", "--days", "1", "--days", "2"], 2, "`--days N` is given twice", "`--days N` 寫了兩次");
    let ran = journal.run(&["--lang", "fr", "list"]);
    assert!(ran.err.contains("one of: zh-TW, en"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_command_line_that_is_no_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let journal = Journal::new(&[]);
    let odd = std::ffi::OsStr::from_bytes(b"\xff");
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_asklog"))
        .args(["--lang", "zh-TW", "search"])
        .arg(odd)
        .current_dir(journal.root())
        .output()
        .expect("started");
    assert!(String::from_utf8_lossy(&ran.stderr).contains("命令列不是 UTF-8"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_no_utf_8_is_told_and_stops_nothing() {
    use std::os::unix::ffi::OsStrExt;
    let letter = "---\nkind: ask-learning\nto: Ada\nchannel: email\nsent: 2026-04-08\n---\n\nHi Ada\n";
    let journal = Journal::new(&[("requests/b.md", letter)]);
    // Not every file system takes such a name.
    if std::fs::write(journal.root().join("requests").join(std::ffi::OsStr::from_bytes(b"a\xff.md")), letter).is_ok() {
        says(&journal, &["check", "--only", "unportable-name"], 0, "rename the file", "請改檔名");
    }
    assert_eq!(journal.run(&["list", "--kind", "ask-learning", "--format", "{{ id }}"]).out.lines().last(), Some("b"));
}

#[test]
fn the_system() {
    let letter = "---\nkind: ask-learning\nto: Ada\nchannel: email\nsent: 2026-04-08\n---\n\nHi Ada\n";
    let journal = Journal::new(&[("requests/a.md/inside", ""), ("requests/b.md", letter)]);
    says(&journal, &["import", "none.csv"], 2, "none.csv: no such file or directory", "none.csv：找不到這個檔案或資料夾");
    says(&journal, &["export", "-o", "asklog.yaml/x.csv"], 2, "asklog.yaml: a file or folder of that name", "已經有同名的檔案或資料夾");
    says(&journal, &["reply", "b", "--file", "requests"], 2, "that is a folder", "這是資料夾，不是檔案");
}

/// A file is written beside its target first; what cannot be written is the target.
#[test]
fn a_failed_write_names_its_target() {
    let journal = Journal::new(&[]);
    let name = format!("{}.csv", "a".repeat(300));
    let ran = journal.run(&["export", "-o", &name]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains(&name) && !ran.err.contains(".tmp"), "{}", ran.err);
    journal.write("locked/x", "");
    let ran = journal.run(&["export", "-o", "/proc/asklog.csv"]);
    assert!(!ran.err.contains(".tmp"), "{}", ran.err);
}

fn template(line: &str) -> String {
    format!("---\ntitle: T\nversion: 1\nkind: thanks\n---\n\nThank you.\n\n{line}\n")
}

#[test]
fn templates() {
    let cases = [
        ("{{ a | shout }}", "there is no filter `shout`", "沒有 `shout` 這個過濾器"),
        ("{% if a is odd_one %}x{% endif %}", "there is no test `odd_one`", "沒有 `odd_one` 這個判斷"),
        ("{{ nosuch() }}", "what is called with ( ) is not a function", "呼叫的不是函式"),
        ("{% frobnicate %}", "there is no statement `frobnicate`", "沒有 `frobnicate` 這個語法"),
        ("{% if a %}x", "opens here and never closes", "一直沒有結尾"),
        ("{{ a", "opens here and never closes", "一直沒有結尾"),
        ("{{ a b }}", "found a name where `}}` was expected", "應該是 `}}` 的地方，寫的是名稱"),
        ("{{ }}", "`}}` cannot stand here", "這裡不能是 `}}`"),
        ("{{ a ? b }}", "a character that cannot stand", "不能用的字元"),
        ("{% include \"x\" %}", "another file cannot be read", "不能讀入別的檔案"),
    ];
    for (line, en, zh) in cases {
        let journal = Journal::new(&[("templates/t.md", &template(line))]);
        for (lang, wanted) in [("en", en), ("zh-TW", zh)] {
            // On a terminal so wide that no sentence is broken.
            let ran = run_with(journal.root(), &["--lang", lang, "check", "--only", "template-syntax"], &[("COLUMNS", "200")]);
            assert!(ran.out.contains(wanted), "{line}: {wanted} is missing in\n{}{}", ran.out, ran.err);
            assert!(!THEIRS.iter().any(|words| ran.out.contains(words)), "{line}\n{}", ran.out);
        }
    }
}

#[test]
fn front_matter() {
    let cases = [
        ("to:\n  name: A\n next: x", "indented differently", "縮排和上面各行對不上"),
        ("tags: [a b, c: d: e]", "a comma or the closing bracket", "少了結尾的括號"),
        ("subject: \"a\\q\"", "single quotes", "改用單引號"),
        ("subject: \"a\" b", "after the closing quote", "結尾的引號後面"),
        ("to:\nname: x\n  call: b", "no key can stand here", "這裡不能再有鍵"),
        ("tags: [,]", "a value is missing", "少了一個值"),
        ("tags: [a, b}", "closes nothing", "沒有對應的開頭"),
        ("next: |9x\n  a", "", ""),
        ("tags: a]\n  - b", "", ""),
        ("to: {name: A B: c}", "", ""),
        ("? a\n: b", "", ""),
        ("tags:\n  - a\n  b: c", "", ""),
    ];
    for (lines, en, zh) in cases {
        let entry = format!("---\nkind: thanks\n{lines}\n---\n\nThanks.\n");
        let journal = Journal::new(&[("requests/a.md", &entry)]);
        for (lang, wanted) in [("en", en), ("zh-TW", zh)] {
            let ran = journal.run(&["--lang", lang, "check", "--only", "invalid-yaml"]);
            assert!(ran.out.contains(wanted), "{lines}: {wanted} is missing in\n{}{}", ran.out, ran.err);
            assert!(!THEIRS.iter().any(|words| ran.out.contains(words)), "{lines}\n{}", ran.out);
        }
    }
}
