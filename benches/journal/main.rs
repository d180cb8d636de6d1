//! Whole commands on a generated journal: `cargo bench`. `ASKLOG_BENCH_REQUESTS` sets the size (10 000
//! unless told). The journal stands in memory where the system has such a folder.

mod generator;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

fn journal() -> PathBuf {
    let count = std::env::var("ASKLOG_BENCH_REQUESTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let root = base.join(format!("asklog-bench-{count}"));
    generator::generate(&root, count);
    root
}

fn commands(criterion: &mut Criterion) {
    let root = journal();
    let mut group = criterion.benchmark_group("journal");
    group.sample_size(10);
    for (name, args) in [
        ("start-up", &["--version"][..]),
        ("check", &["check", "--format", "json"]),
        ("list", &["list", "--format", "json"]),
        ("due", &["due", "--format", "json"]),
        ("search", &["search", "盲點", "--format", "json"]),
        ("build, nothing changed", &["build"]),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let status = Command::new(env!("CARGO_BIN_EXE_asklog"))
                    .args(["-q", "--now", "2026-04-12"])
                    .args(args)
                    .current_dir(&root)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status()
                    .expect("started");
                assert!(status.code().is_some_and(|code| code < 2), "{name}");
            });
        });
    }
    group.finish();
}

criterion_group!(benches, commands);
criterion_main!(benches);
