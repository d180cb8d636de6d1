//! What is compared, and which goals stand beside it.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::contest::Figure::{Peak, Wall};
use crate::contest::Goal::{self, AtLeast, AtMost, Within};
use crate::contest::{Program, Results};
use crate::measure::run;
use crate::served::Server;
use crate::size::{Size, remove};
use crate::{Growth, say};

/// For whom the entry is that `new` makes; nobody else has that name.
const NEWCOMER: &str = "周量測";
const NEW: [&str; 6] = ["new", "blind-spot", "--to", NEWCOMER, "--no-edit", "--no-input"];

/// Compares everything on a journal, prints it, and notes how much processor time each command took.
pub(crate) fn all(size: &Size<'_>, growth: &mut Growth) {
    say(&format!("\n## {} requests", size.count));
    check(size, growth);
    list(size, growth);
    for view in ["shared", "full"] {
        build(size, view, growth);
    }
    save_to_page(size);
}

fn check(size: &Size<'_>, growth: &mut Growth) {
    let mut programs = vec![size.limit("check", &[]), size.asklog("check", &["check"])];
    programs.extend(size.peer("rumdl", &["check", "--no-cache", "--silent", "."]));
    let results = Results::of(&programs, size.rounds);
    tell("`check`, all rules", &results, &[AtMost(Wall, "asklog check", "limit check", 2.0), AtLeast(Wall, "rumdl", "asklog check", 4.0)]);
    note(growth, size, &results, &["asklog check"]);
}

fn list(size: &Size<'_>, growth: &mut Growth) {
    // The limit knows only the keys of the generated entries.
    let mut programs = vec![size.limit("list", &[]).after(|| forget_the_newcomer(&size.journal))];
    programs.push(size.asklog("list", &["list"]));
    programs.push(size.asklog("stats", &["stats"]));
    programs.push(size.asklog("due", &["due"]));
    programs.push(size.asklog("new", &NEW).after(|| forget_the_newcomer(&size.journal)));
    programs.extend(size.peer("jrnl", &["--config-file", "jrnl.yaml", "--short"]));
    programs.extend(size.peer("hledger", &["-f", "asked.journal", "register", "asked"]));
    let results = Results::of(&programs, size.rounds);
    forget_the_newcomer(&size.journal);
    tell(
        "`list`, `stats`, `due` and `new`",
        &results,
        &[
            AtMost(Wall, "asklog list", "limit list", 1.5),
            AtMost(Wall, "asklog stats", "limit list", 1.5),
            AtMost(Wall, "asklog due", "limit list", 1.5),
            AtMost(Wall, "asklog new", "asklog list", 1.0),
        ],
    );
    note(growth, size, &results, &["asklog list", "asklog stats", "asklog due"]);
}

fn forget_the_newcomer(journal: &Path) {
    let entries = fs::read_dir(journal.join("requests/2026")).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().contains(NEWCOMER)) {
        fs::remove_file(entry.path()).expect("removed");
    }
}

fn build(size: &Size<'_>, view: &str, growth: &mut Growth) {
    let site = size.folder.join("site");
    let args = ["build", "--privacy", view, "--out", &site.to_string_lossy()];
    // The limit writes as many pages of the same lengths.
    run(&mut size.asklog_command(&args)).expect("a site");
    let pages = size.folder.join("pages");
    fs::write(&pages, lengths(&site)).expect("written");
    let bare = [pages, size.folder.join("bare")];
    let fresh = |out: PathBuf| move || remove(&out);
    let changes = Cell::new(0);
    let change = || {
        changes.set(changes.get() + 1);
        size.change(changes.get());
    };
    let mut programs = vec![size.limit("build", &bare).after(fresh(bare[1].clone()))];
    programs.push(size.asklog("build", &args).after(fresh(site.clone())));
    programs.push(size.asklog("build, nothing changed", &args));
    programs.push(size.asklog("build, one entry changed", &args).after(change));
    programs.extend(size.peer("hugo", &["--quiet"]).map(|hugo| hugo.after(fresh(size.folder.join("hugo/public")))));
    programs.extend(size.peer("eleventy", &["--quiet"]).map(|eleventy| eleventy.after(fresh(size.folder.join("eleventy/_site")))));
    let results = Results::of(&programs, size.rounds);
    tell(
        &format!("`build`, the view `{view}`"),
        &results,
        &[
            AtMost(Wall, "asklog build", "limit build", 3.0),
            AtLeast(Wall, "hugo", "asklog build", 6.0),
            AtLeast(Peak, "hugo", "asklog build", 8.0),
            AtMost(Wall, "asklog build, nothing changed", "limit build", 0.5),
            AtMost(Wall, "asklog build, one entry changed", "limit build", 0.6),
        ],
    );
    let before = written(&site);
    run(&mut size.asklog_command(&args)).expect("a site");
    let after = written(&site);
    let count = after.iter().filter(|file| !before.contains(file)).count();
    say(&format!("\nOf {} files a build with nothing changed wrote {count}.", after.len()));
    size.restore();
    remove(&site);
    let cpu = results.cpu("asklog build").map(|cpu| (size.count, cpu));
    growth.entry(format!("asklog build, {view}")).or_default().extend(cpu);
}

/// A line for each file of a site: its length and its path.
fn lengths(site: &Path) -> String {
    let lines = files(site).into_iter().map(|file| {
        let path = file.strip_prefix(site).expect("below").display().to_string();
        format!("{} {path}\n", file.metadata().expect("there").len())
    });
    lines.collect()
}

/// When each file was written.
fn written(site: &Path) -> std::collections::BTreeSet<(PathBuf, SystemTime)> {
    let of = |file: PathBuf| file.metadata().and_then(|data| data.modified()).ok().map(|time| (file, time));
    files(site).into_iter().filter_map(of).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// Compares what it takes to start, and to say that an empty journal has nothing due.
pub(crate) fn start_up(size: &Size<'_>) {
    let empty = size.folder.join("empty");
    fs::create_dir_all(&empty).expect("made");
    fs::write(empty.join("asklog.yaml"), "lang: zh-TW\n").expect("written");
    let due = ["-C", &empty.to_string_lossy(), "due"];
    let mut programs = vec![size.limit("start", &[]), size.asklog("--version", &["--version"]), size.asklog("due", &due)];
    for name in ["rumdl", "jrnl", "hledger", "eleventy"] {
        programs.extend(size.peer(name, &["--version"]));
    }
    programs.extend(size.peer("hugo", &["version"]));
    let results = Results::of(&programs, size.rounds * 3);
    tell("start-up, and `due` in an empty journal", &results, &[Within("asklog --version", 0.003), Within("asklog due", 0.003)]);
}

fn save_to_page(size: &Size<'_>) {
    let path = &size.entry;
    let id = path.file_stem().expect("a name").display();
    let asklog = size.asklog_command(&["serve", "--port", "0"]);
    let mut servers = vec![("asklog serve", Server::asklog(asklog, &size.journal.join(path), &format!("requests/{id}.html")))];
    if let Some(hugo) = size.peer_command("hugo", &["server", "--bind", "127.0.0.1"]) {
        let page = format!("{}/", path.with_extension("").display()).to_lowercase();
        servers.push(("hugo server", Server::hugo(hugo, &size.folder.join("hugo/content").join(path), &page)));
    }
    // What a server still does after a save is over before the next one.
    let quiet = || std::thread::sleep(Duration::from_millis(300));
    let programs: Vec<Program<'_>> = servers
        .iter()
        .map(|(name, server)| Program::measured(*name, || server.as_ref().map_err(Clone::clone).and_then(Server::save)).after(quiet))
        .collect();
    let results = Results::of(&programs, size.rounds);
    tell("from a save to the page that shows it", &results, &[AtMost(Wall, "asklog serve", "hugo server", 0.25)]);
}

fn tell(title: &str, results: &Results, goals: &[Goal]) {
    say(&format!("\n### {title}\n\n{}", results.table(goals).trim_end()));
}

fn note(growth: &mut Growth, size: &Size<'_>, results: &Results, names: &[&str]) {
    for name in names {
        growth.entry((*name).to_owned()).or_default().extend(results.cpu(name).map(|cpu| (size.count, cpu)));
    }
}
