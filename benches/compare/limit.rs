//! The limit: reads the same bytes, parses them with the same libraries, on all cores, writes as many pages of the same
//! lengths, and does nothing else. No program of this kind can be faster than its own libraries.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use serde::Deserialize;

/// An entry as the limit knows it.
pub(crate) struct Entry {
    /// Its file's name without the ending.
    pub(crate) id: String,
    /// Relative to the journal.
    pub(crate) path: PathBuf,
    /// The whole file.
    pub(crate) text: String,
    /// The front matter in it, without its fences.
    pub(crate) head: Range<usize>,
    /// What follows it.
    pub(crate) body: Range<usize>,
    /// The parsed front matter.
    pub(crate) front: Front,
}

/// The keys of the generated journal.
#[derive(Deserialize)]
#[allow(dead_code)]
pub(crate) struct Front {
    kind: String,
    /// The recipient.
    pub(crate) to: To,
    channel: String,
    subject: String,
    /// In a few words.
    pub(crate) summary: String,
    template: String,
    /// Day and time; a draft has none.
    pub(crate) sent: Option<String>,
    replied: Option<String>,
    #[serde(default)]
    outcome: Vec<String>,
    follows: Option<String>,
    /// What to do otherwise next time.
    pub(crate) next: String,
    tags: Vec<String>,
}

/// Who is asked.
#[derive(Deserialize)]
#[allow(dead_code)]
pub(crate) struct To {
    /// The name.
    pub(crate) name: String,
    role: String,
    background: String,
    tie: String,
}

/// Does one piece of work: `check JOURNAL`, `list JOURNAL`, or `build JOURNAL PAGES OUT`, where each line of the file PAGES is
/// a page's length and path. Called without one it does nothing: what it takes to start.
pub(crate) fn work(args: &[String]) {
    match args {
        [mode, root] if mode == "check" => {
            let entries = read(Path::new(root));
            let events = in_parallel(&entries, |entry| Parser::new_ext(&entry.text[entry.body.clone()], options()).count());
            say(&format!("{} {}\n", entries.len(), events.iter().sum::<usize>()));
        }
        [mode, root] if mode == "list" => {
            let entries = read(Path::new(root));
            let events = in_parallel(&entries, |entry| Parser::new_ext(&entry.text[entry.body.clone()], options()).count());
            say(&list(&entries, &events));
        }
        [mode, root, pages, out] if mode == "build" => {
            let bodies = in_parallel(&read(Path::new(root)), |entry| {
                let body = &entry.text[entry.body.clone()];
                let mut page = String::with_capacity(body.len() * 3 / 2);
                html::push_html(&mut page, Parser::new_ext(body, options()));
                page
            });
            write(&bodies, &fs::read_to_string(pages).expect("readable"), Path::new(out));
        }
        _ => {}
    }
}

/// All requests of a journal, read and their front matter parsed.
pub(crate) fn read(root: &Path) -> Vec<Entry> {
    let mut files = Vec::new();
    collect(&root.join("requests"), &mut files);
    files.sort();
    in_parallel(&files, |file| {
        let text = fs::read_to_string(file).expect("readable");
        let close = text.find("\n---\n").expect("front matter");
        let (head, body) = (4..close + 1, close + 5..text.len());
        let front = serde_yaml::from_str(&text[head.clone()]).expect("the generated keys");
        let id = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let path = file.strip_prefix(root).expect("below").to_path_buf();
        Entry { id, path, text, head, body, front }
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("there").flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), files),
            _ => files.push(entry.path()),
        }
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn list(entries: &[Entry], events: &[usize]) -> String {
    let mut rows: Vec<(&Entry, &usize)> = entries.iter().zip(events).collect();
    rows.sort_by(|(a, _), (b, _)| b.front.sent.cmp(&a.front.sent).then_with(|| a.id.cmp(&b.id)));
    let mut page = String::new();
    for (Entry { front, .. }, events) in rows {
        let sent = front.sent.as_deref().unwrap_or_default();
        let replied = front.replied.as_deref().unwrap_or_default();
        writeln!(page, "{sent}  {}  {} {}  {replied}  {}  {events}", front.summary, front.to.name, front.to.background, front.next)
            .expect("in memory");
    }
    page
}

/// Writes a file for each line of `pages`: one body each as far as they go, filled up to its length.
fn write(bodies: &[String], pages: &str, out: &Path) {
    let pages: Vec<(usize, usize, PathBuf)> = pages
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let (length, path) = line.split_once(' ').expect("a length and a path");
            (number, length.parse().expect("a length"), out.join(path))
        })
        .collect();
    let mut folders: Vec<&Path> = pages.iter().filter_map(|(_, _, path)| path.parent()).collect();
    folders.dedup();
    folders.iter().for_each(|folder| fs::create_dir_all(folder).expect("made"));
    let filler = vec![b' '; pages.iter().map(|(_, length, _)| *length).max().unwrap_or_default()];
    in_parallel(&pages, |(number, length, path)| {
        let body = bodies.get(*number).map_or(&[][..], String::as_bytes);
        let body = &body[..body.len().min(*length)];
        let mut bytes = Vec::with_capacity(*length);
        bytes.extend_from_slice(body);
        bytes.extend_from_slice(&filler[body.len()..*length]);
        fs::write(path, bytes).expect("written");
    });
}

/// Applies `work` to every item on all cores, in order.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = items.chunks(share).map(|items| scope.spawn(|| items.iter().map(&work).collect::<Vec<R>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    })
}

fn say(page: &str) {
    std::io::stdout().write_all(page.as_bytes()).expect("written");
}
