//! asklog beside other programs and the limit: `cargo run --profile dist -p compare -- 1000 10000`. It prints Markdown, which stands in
//! docs/performance.md. The numbers are requests; `--rounds N` says how often each program runs. `ASKLOG=FILE` measures that
//! program; without it asklog is built.

mod comparisons;
mod contest;
mod convert;
#[path = "../journal/generator.rs"]
mod generator;
mod limit;
mod machine;
mod measure;
mod peers;
mod served;
mod size;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use size::Size;

/// Commands, and the processor seconds of each by the number of requests.
type Growth = BTreeMap<String, Vec<(usize, f64)>>;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "limit") {
        return limit::work(&args[1..]);
    }
    if let [prepare, folder, count, peers @ ..] = &args[..]
        && prepare == "prepare"
    {
        return size::prepare(Path::new(folder), count.parse().expect("a number"), peers);
    }
    let mut rounds = 7;
    let mut sizes = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match (arg.as_str(), arg.parse()) {
            ("--rounds", _) => rounds = args.next().and_then(|arg| arg.parse().ok()).expect("--rounds N"),
            (_, Ok(size)) => sizes.push(size),
            _ => panic!("a number of requests, not {arg}"),
        }
    }
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    compare(&sizes, rounds);
}

fn compare(sizes: &[usize], rounds: usize) {
    let work = memory().join(format!("asklog-compare-{}", std::process::id()));
    let asklog = asklog();
    let (peers, missing) = peers::peers(&target().join("peers"));
    say(&machine::told(&asklog, &peers));
    missing.iter().for_each(|missing| say(&format!("- {missing}")));
    let mut growth = Growth::new();
    for &count in sizes {
        let folder = work.join(count.to_string());
        let size = Size::new(&folder, count, rounds, (&asklog, &peers));
        if growth.is_empty() {
            comparisons::start_up(&size);
        }
        comparisons::all(&size, &mut growth);
        size::remove(&folder);
    }
    size::remove(&work);
    say(&grown(&growth));
    say(&machine::floor());
}

/// The program that is measured: `ASKLOG`, or what `.ci/dist` gives away, built as this program is.
fn asklog() -> PathBuf {
    if let Some(file) = std::env::var_os("ASKLOG") {
        return std::path::absolute(file).expect("a path");
    }
    let build =
        Command::new("cargo").args(["build", "--profile", "dist", "--locked", "--package", "asklog"]).current_dir(repository()).status();
    assert!(build.expect("cargo is there").success(), "asklog cannot be built");
    target().join("dist/asklog")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from)
}

/// Where files stand in memory, if the system has such a folder.
fn memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// With which power of the requests the processor time grows, from the second largest journal to the largest.
fn grown(growth: &Growth) -> String {
    let mut page = String::new();
    for (command, seconds) in growth {
        if let [.., (fewer, less), (more, most)] = seconds[..] {
            let exponent = (most / less).ln() / (more as f64 / fewer as f64).ln();
            let met = if exponent <= 1.1 { "met" } else { "**not met**" };
            page.push_str(&format!("| {command} | {fewer} to {more} | at most 1.1 | {exponent:.2} | {met} |\n"));
        }
    }
    if page.is_empty() {
        return page;
    }
    format!("\n## How the processor time grows\n\n| command | requests | wished | exponent | |\n| --- | --- | --- | --- | --- |\n{page}")
}

/// Prints a line.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("written");
}
