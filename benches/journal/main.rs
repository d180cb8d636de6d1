//! Whole commands on a generated journal: `cargo bench`. `ASKLOG_BENCH_REQUESTS` sets the size (10 000
//! unless told). The journal stands in memory where the system has such a folder.

mod generator;
mod past;
#[cfg(feature = "lsp")]
mod typing;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};

fn journal() -> PathBuf {
    let count = std::env::var("ASKLOG_BENCH_REQUESTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    generated("asklog-bench", count)
}

fn generated(name: &str, count: usize) -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let root = base.join(format!("{name}-{count}"));
    generator::generate(&root, count);
    root
}

/// The rules that read the message, as the program lists them.
fn message_rules() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_asklog")).args(["rules", "--format", "json"]).output().expect("started");
    let rules: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let of_message = ["too-long", "too-vague", "shifts-the-work", "three-parts", "tone", "before-sending"];
    let names = rules["rules"].as_array().expect("a list").iter().filter(|rule| of_message.iter().any(|group| rule["group"] == *group));
    names.filter_map(|rule| rule["name"].as_str()).collect::<Vec<_>>().join(",")
}

fn commands(criterion: &mut Criterion) {
    // The first is reading and parsing alone; the second adds all message rules over all messages.
    let rules = message_rules();
    let root = journal();
    let mut group = criterion.benchmark_group("journal");
    group.sample_size(10);
    for (name, args) in [
        ("start-up", &["--version"][..]),
        ("check", &["check", "--format", "json"]),
        ("check, reading and parsing", &["check", "--format", "json", "--only", "no-timezone"]),
        ("check, and the message rules", &["check", "--format", "json", "--only", &rules]),
        ("list", &["list", "--format", "json"]),
        ("due", &["due", "--format", "json"]),
        ("stats", &["stats", "--format", "json"]),
        ("search", &["search", "盲點", "--format", "json"]),
        ("build, nothing changed", &["build"]),
    ] {
        measure(&mut group, &root, name, args);
    }
    group.finish();
    tell_the_share_of_the_rules(&root, &rules);
    #[cfg(feature = "lsp")]
    typing::tell_the_times(&root);
}

/// What git knows of 2 000 requests in 5 000 commits: every version of every entry.
fn past(criterion: &mut Criterion) {
    let root = generated("asklog-bench-past", 2_000);
    past::give_past(&root, 5_000);
    let mut group = criterion.benchmark_group("past");
    group.sample_size(10);
    // The first without git; the second reads and parses all versions; the third adds the rules' word on each, every
    // difference and all pages.
    let id = "2014-04-13";
    for (name, args) in [
        ("check, reading and parsing", &["check", "--format", "json", "--only", "no-timezone"][..]),
        ("all versions of all entries, read and compared with the letters", &["check", "--format", "json", "--only", "changed-after-sent"]),
        ("history of one entry", &["history", id, "--format", "json"]),
        ("build, nothing kept", &["build", "--force"]),
        ("build, nothing changed in git", &["build"]),
    ] {
        let keeps = name != "build, nothing kept";
        if keeps {
            measure(&mut group, &root, name, args);
            continue;
        }
        let marker = root.join("site/.asklog-site");
        let forget = || {
            let text = std::fs::read_to_string(&marker).unwrap_or_default();
            let is_kept = |line: &&str| !line.starts_with("part ") && !line.starts_with("whole ");
            let kept: String = text.lines().filter(is_kept).map(|line| format!("{line}\n")).collect();
            std::fs::write(&marker, kept).expect("written");
        };
        run(&root, args);
        group.bench_function(name, |bencher| {
            bencher.iter_batched(forget, |()| run(&root, args), criterion::BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// Runs one command to its end.
fn run(root: &Path, args: &[&str]) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_asklog"));
    let command = command.args(["-q", "--now", "2026-04-12"]).args(args).current_dir(root);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("started");
    assert!(status.code().is_some_and(|code| code < 2), "{args:?}");
    start.elapsed()
}

/// What all message rules cost beside reading and parsing, as one line: the medians of runs in turn, so that
/// both meet the same machine.
fn tell_the_share_of_the_rules(root: &Path, rules: &str) {
    const RUNS: usize = 15;
    let median = |mut runs: Vec<f64>| {
        runs.sort_by(f64::total_cmp);
        runs[runs.len() / 2]
    };
    let (mut read, mut more) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let reading = run(root, &["check", "--format", "json", "--only", "no-timezone"]).as_secs_f64();
        let both = run(root, &["check", "--format", "json", "--only", rules]).as_secs_f64();
        read.push(reading * 1000.0);
        more.push((both - reading) * 1000.0);
    }
    let (read, more) = (median(read), median(more));
    let told = format!("reading and parsing: {read:.0} ms; all message rules beside it: {more:.0} ms ({:.0} %)", more / read * 100.0);
    writeln!(std::io::stdout(), "{told}").expect("written");
}

fn measure(group: &mut BenchmarkGroup<'_, WallTime>, root: &Path, name: &str, args: &[&str]) {
    group.bench_function(name, |bencher| bencher.iter(|| run(root, args)));
}

criterion_group!(benches, commands, past);
criterion_main!(benches);
