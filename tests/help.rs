//! The help: in both languages, in groups, with examples that run; and a command line that cannot be understood.

use std::path::Path;
use std::process::Command;

use crate::program::{files, repository, run_in, run_with};

/// The commands that the help of a language names, those of `template` with it.
fn commands(folder: &Path) -> Vec<String> {
    let page = run_in(folder, &["--lang", "en", "help"]).out;
    let listed = |page: &str, until: &str| -> Vec<String> {
        let rows = page.split(until).next().unwrap_or_default().lines().filter_map(|line| line.strip_prefix("  "));
        rows.filter(|row| !row.starts_with(' ')).filter_map(|row| row.split(' ').next()).map(str::to_owned).collect()
    };
    let mut all = listed(&page, "\nOptions");
    let below = listed(&run_in(folder, &["--lang", "en", "help", "template"]).out, "\nWith every command");
    all.extend(below.into_iter().map(|name| format!("template {name}")));
    all
}

fn copy_of_the_example() -> tempfile::TempDir {
    copy_of(&repository().join("example-journal"))
}

fn copy_of(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files(from) {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, bytes).expect("written");
    }
    folder
}

/// Runs a line of a shell, with this program on the path.
fn shell(folder: &Path, line: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_asklog")).parent().expect("a folder").to_path_buf();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&others))).expect("paths");
    let names = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .env("ASKLOG_NOW", "2026-04-12")
        .env("HOME", folder)
        .envs(names.map(|name| (name, "a@example.org")))
        .env_remove("EDITOR")
        .env_remove("VISUAL")
        .output()
        .expect("started")
}

/// Commands that stay, or open a window.
const STAYING: [&str; 3] = ["serve", "edit", "lsp"];

#[test]
fn every_command_has_examples_and_they_run() {
    let journal = copy_of_the_example();
    let reply = "From: Ann <ann@example.org>\nDate: Fri, 10 Apr 2026 09:00:00 +0800\n\nYes, gladly.\n";
    std::fs::write(journal.path().join("reply.eml"), reply).expect("written");
    std::fs::write(journal.path().join("table.csv"), "何時,對象,內容摘要\n8/4/2026,林雅婷,請教\n").expect("written");
    // Few files, for each example gets a copy.
    let few = "git init -q --template= . && git add -A && git commit -qm first && git repack -adq";
    assert!(shell(journal.path(), few).status.success());
    let all = commands(journal.path());
    assert!(all.len() > 25, "{all:?}");
    for command in all {
        let mut help = vec!["--lang", "en", "help"];
        help.extend(command.split(' '));
        let page = run_in(journal.path(), &help).out;
        let examples: Vec<&str> = page.split("\nExamples\n").nth(1).unwrap_or_default().lines().map(str::trim).collect();
        assert!(!examples.is_empty(), "{command} has no example:\n{page}");
        for example in examples.iter().filter(|_| !STAYING.contains(&command.as_str())) {
            let folder = if command == "init" { tempfile::tempdir().expect("a folder") } else { copy_of(journal.path()) };
            let ran = shell(folder.path(), example);
            // `fix --dry-run` and `check` answer with 1; 2 is what cannot be done.
            assert_ne!(ran.status.code(), Some(2), "{example}\n{}", String::from_utf8_lossy(&ran.stderr));
        }
    }
}

#[test]
fn a_chinese_page_fits_and_holds_no_english_of_ours() {
    let folder = copy_of_the_example();
    for command in commands(folder.path()) {
        let mut help = vec!["--lang", "zh-TW", "help"];
        help.extend(command.split(' '));
        let page = run_in(folder.path(), &help).out;
        for english in ["Usage", "Options", "Print ", "Examples", "unless", "one of", "Only "] {
            assert!(!page.contains(english), "{command}: {english}\n{page}");
        }
    }
}

#[test]
fn what_cannot_be_understood_is_told_in_the_journals_words() {
    let folder = copy_of_the_example();
    for (args, words) in [
        (&["--lang", "en", "lsit"][..], "there is no command `lsit`\n  = help: did you mean `list`?"),
        (&["--lang", "en", "list", "--sotr", "x"], "`asklog list` does not take `--sotr`\n  = help: did you mean `--sort`?"),
        (&["--lang", "en", "list", "--since"], "`--since WHEN` needs one value"),
        (&["--lang", "en", "due", "--format", "jason"], "`--format FORMAT` does not take `jason`"),
        (&["--lang", "en", "sent"], "`asklog sent` needs ID"),
        (&["--lang", "en", "template"], "`asklog template` needs a command after it\n  = help: one of: list, show"),
        (&["--lang", "en", "help", "lits"], "there is no command `lits`"),
        (&["--lang", "en", "help", "--nope"], "`asklog help` does not take `--nope`"),
        (&["--lang", "en", "list", "--quiet=1"], "`--quiet` takes no value"),
        (&["--lang", "en", "list", "extra"], "`asklog list` takes no more words: `extra` is one too many"),
        (&["--lang", "en", "list", "--status", "foo"], "`--status` does not know `foo`"),
        (&["list", "--quiet=1"], "`--quiet` 後面不用給值"),
        (&["list", "extra"], "`asklog list` 後面不用再寫 `extra`"),
        (&["list", "--status", "foo"], "`--status` 沒有 `foo` 這個值\n  = 做法：可以寫：draft、"),
        (&["check", "--format", "xml"], "可以寫：text、short、json"),
        (&["set"], "還要給 ID、KEY=VALUE…"),
        (&["help", "--lang", "xx"], "xx"),
        (&["lsit"], "沒有 `lsit` 這個指令\n  = 做法：是不是 `list`？"),
        (&["sent"], "`asklog sent` 還要給 ID"),
    ] {
        let ran = run_in(folder.path(), args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }
}

/// What a shell is offered where its cursor stands, after the last word.
fn offered(folder: &Path, shell: &str, words: &[&str]) -> Vec<String> {
    let index = (words.len() + 1).to_string();
    let asked = [("ASKLOG_COMPLETE", shell), ("_CLAP_COMPLETE_INDEX", index.as_str()), ("_CLAP_IFS", "\n")];
    let ran = run_with(folder, &[&["--", "asklog"], words, &[""]].concat(), &asked);
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.out.lines().map(str::to_owned).collect()
}

/// What bash is offered for a word that is begun.
fn begun(folder: &Path, words: &[&str], word: &str) -> Vec<String> {
    let index = (words.len() + 1).to_string();
    let asked = [("ASKLOG_COMPLETE", "bash"), ("_CLAP_COMPLETE_INDEX", index.as_str()), ("_CLAP_IFS", "\n")];
    let ran = run_with(folder, &[&["--", "asklog"], words, &[word]].concat(), &asked);
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn a_shell_is_offered_what_a_command_can_act_on() {
    let journal = copy_of_the_example();
    let drafts = offered(journal.path(), "bash", &["sent"]);
    assert!(drafts.iter().any(|id| id == "2026-04-08-周芷寧") && !drafts.iter().any(|id| id == "2026-02-04-林雅婷"), "{drafts:?}");
    let waiting = offered(journal.path(), "bash", &["reply"]);
    assert!(waiting.iter().any(|id| id == "2026-04-10-陳冠霖") && !waiting.iter().any(|id| id == "2026-04-08-周芷寧"), "{waiting:?}");
    let told = offered(journal.path(), "zsh", &["new"]);
    assert!(told.iter().any(|line| line.starts_with("learning-blind-spot:學習盲點請教")), "{told:?}");
    assert!(offered(journal.path(), "bash", &["list", "--status"]).contains(&"waiting".to_owned()));
    let formats = offered(journal.path(), "zsh", &["export", "--format"]);
    assert!(formats.iter().any(|line| line.starts_with("csv:任何試算表都能開")), "{formats:?}");
    assert!(offered(journal.path(), "bash", &["rules"]).contains(&"too-long".to_owned()));
    let keys = offered(journal.path(), "zsh", &["set", "2026-02-04-林雅婷"]);
    assert!(keys.iter().any(|key| key.starts_with("next=:")) && keys.iter().any(|key| key.starts_with("to.tie=:")), "{keys:?}");
    assert_eq!(offered(journal.path(), "bash", &["list", "--format"]), ["table", "json", "csv", "path"]);
    for command in ["check", "fix"] {
        let paths = offered(journal.path(), "bash", &[command]);
        assert!(["asklog.yaml", "requests/", "templates/"].iter().all(|path| paths.iter().any(|offered| offered == path)), "{paths:?}");
    }
    assert!(begun(journal.path(), &["edit"], "templates/ge").contains(&"templates/gentle-nudge.md".to_owned()));
    assert!(begun(journal.path(), &["diff"], "gentle-nudge@").contains(&"gentle-nudge@1".to_owned()));
    // A name that is several is followed by the ids of those that it could be.
    let names = begun(journal.path(), &["show"], "林");
    assert!(names.contains(&"林雅婷".to_owned()) && names.contains(&"2026-02-04-林雅婷".to_owned()), "{names:?}");
    let help = offered(journal.path(), "zsh", &["help"]);
    assert!(help.iter().any(|line| line.starts_with("list:回應追蹤表")), "{help:?}");
    for words in [&[][..], &["help"], &["template"], &["help", "template"]] {
        let told = offered(journal.path(), "zsh", words);
        assert!(!told.iter().any(|line| line.contains("Print this message")), "{words:?}: {told:?}");
    }
    let outside = tempfile::tempdir().expect("a folder");
    assert!(!offered(outside.path(), "bash", &["sent"]).iter().any(|word| word.starts_with("2026")));
}

/// Whether a word is a day, `2026-11-26`.
fn is_day(word: &str) -> bool {
    word.len() == 10 && word.char_indices().all(|(at, c)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() })
}

/// The day on which the CHANGELOG says that this version was released; `None` before.
fn released() -> Option<String> {
    let changes = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).expect("the CHANGELOG");
    let heading = format!("## [{}] - ", env!("CARGO_PKG_VERSION"));
    changes.lines().find_map(|line| Some(line.strip_prefix(&heading)?.trim().to_owned()))
}

#[test]
fn each_shell_has_a_script_and_each_command_a_manual_page() {
    let journal = copy_of_the_example();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run_in(journal.path(), &["completions", shell]);
        assert_eq!(ran.status, 0, "{shell}: {}", ran.err);
        assert!(ran.out.contains("asklog") && ran.out.contains("ASKLOG_COMPLETE"), "{shell}: {}", ran.out);
    }
    assert_eq!(run_in(journal.path(), &["completions", "cmd"]).status, 2);
    assert_eq!(run_in(journal.path(), &["--lang", "en", "man", "manual"]).status, 0);
    for command in commands(journal.path()) {
        let page = std::fs::read_to_string(journal.path().join(format!("manual/asklog-{}.1", command.replace(' ', "-")))).expect(&command);
        let day = page.lines().find_map(|line| line.strip_prefix(".TH ")?.split(' ').nth(2)).unwrap_or_default();
        assert!(is_day(day) && released().is_none_or(|released| released == day), "{command}: the day `{day}` of the version");
        assert!(page.contains(".SH NAME") && page.contains(".SH EXAMPLES\n.nf\nasklog "), "{command}: {page}");
    }
    let page = std::fs::read_to_string(journal.path().join("manual/asklog-import.1")).expect("written");
    assert!(page.contains("[\\fB\\-\\-map\\fR\\ \\fICOLUMN=KEY\\fR]…"), "an option with its value: {page}");
    // In Chinese its headings are too, and its lines may break between two characters.
    assert_eq!(run_in(journal.path(), &["--lang", "zh-TW", "man", "手冊"]).status, 0);
    for command in commands(journal.path()) {
        let page = std::fs::read_to_string(journal.path().join(format!("手冊/asklog-{}.1", command.replace(' ', "-")))).expect(&command);
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert!(
            headings.starts_with(&["名稱", "語法", "說明"]) && headings.iter().all(|heading| !heading.is_ascii()),
            "{command}: {headings:?}"
        );
        let is_long = |piece: &str| piece.chars().filter(|c| !c.is_ascii()).count() > 12;
        let long = page.lines().flat_map(|line| line.split("\\:")).find(|piece| is_long(piece) && !piece.starts_with("asklog"));
        assert_eq!(long, None, "{command}: words that no line can hold");
    }
}

#[test]
fn every_line_of_the_help_is_a_sentence_and_no_option_seems_to_take_several_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut pages: Vec<String> = vec!["-h".to_owned()];
    pages.extend(commands(folder.path()).into_iter().map(|command| format!("help {command}")));
    for asked in pages {
        for lang in ["en", "zh-TW"] {
            let words: Vec<&str> = ["--lang", lang].into_iter().chain(asked.split(' ')).collect();
            let page = run_in(folder.path(), &words).out;
            let examples = if lang == "en" { "\nExamples" } else { "\n例子" };
            for row in page.split(examples).next().unwrap_or_default().lines().filter(|row| row.starts_with("  ")) {
                let (name, said) = row.trim_start().split_once("  ").unwrap_or((row.trim(), ""));
                let is_option = row.starts_with("  -");
                assert!(!is_option || !name.replace(",…", "").contains('…'), "{asked}: {row}");
                let begins = said.trim_start().chars().next().filter(|_| !row.starts_with("   "));
                let is_sentence = |c: char| !c.is_ascii_lowercase() && (lang == "zh-TW" || c.is_ascii_uppercase() || c == '`');
                assert!(begins.is_none_or(is_sentence), "{asked}: {row}");
            }
            for wanted in [("help import", "--map COLUMN=KEY "), ("help check", "--only RULE,… "), ("help check", "[PATH…]")] {
                assert!(asked != wanted.0 || page.contains(wanted.1), "{page}");
            }
        }
    }
    let page = run_in(folder.path(), &["--lang", "en", "help", "import"]).out;
    assert!(page.split_whitespace().collect::<Vec<_>>().join(" ").contains("leaves one out; may be given several times"), "{page}");
}
