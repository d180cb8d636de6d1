//! How long a keystroke's findings take in an editor: from the change sent to the findings of its version read.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Keystrokes of each measurement.
const KEYS: usize = 200;

struct Server {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Server {
    fn tell(&mut self, method: &str, params: Value) {
        let text = json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("sent");
        self.to.flush().expect("sent");
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("read") > 0, "the server is there");
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(value) => length = value.parse().expect("a number"),
                None if line.trim_end().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("read");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Reads on until the findings of a version are told.
    fn until(&mut self, version: usize) {
        while self.read().pointer("/params/version").and_then(Value::as_u64) != Some(version as u64) {}
    }
}

/// Types into the last request of a journal and tells the times: with the whole journal being checked beside it at
/// first, and later at the pace of a fast writer.
pub(crate) fn tell_the_times(root: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_asklog"))
        .args(["--now", "2026-04-12", "lsp"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let (to, from) = (child.stdin.take().expect("piped"), BufReader::new(child.stdout.take().expect("piped")));
    let mut server = Server { child, to, from };
    let begin =
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}});
    let text = begin.to_string();
    write!(server.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("sent");
    server.read();
    let path = last_request(root);
    let text = std::fs::read_to_string(&path).expect("there");
    let uri = format!("file://{}", path.display());
    let line = text.lines().count() - 1;
    let start = Instant::now();
    server.tell("initialized", json!({}));
    server.tell("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}));
    server.until(1);
    say(&format!("lsp: the journal read and the first document's findings: {:.0} ms", start.elapsed().as_secs_f64() * 1000.0));
    let mut version = 1;
    let mut measure = |server: &mut Server, what: &str, pause: u64| {
        let mut times: Vec<f64> = (0..KEYS)
            .map(|_| {
                version += 1;
                let at = json!({"line": line, "character": 0});
                let change = json!([{"range": {"start": at, "end": at}, "text": "a"}]);
                let start = Instant::now();
                server.tell("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": change}));
                server.until(version);
                let time = start.elapsed().as_secs_f64() * 1000.0;
                std::thread::sleep(Duration::from_millis(pause));
                time
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        say(&format!("lsp: a keystroke's findings, {what}: median {:.1} ms, 95 % {:.1} ms, worst {:.1} ms", at(0.5), at(0.95), at(1.0)));
    };
    measure(&mut server, "while the whole journal is first checked", 5);
    std::thread::sleep(Duration::from_secs(5));
    measure(&mut server, "every 60 ms", 60);
    measure(&mut server, "every 200 ms, the whole journal checked between", 200);
    let _ = server.child.kill();
    let _ = server.child.wait();
}

fn last_request(root: &Path) -> PathBuf {
    let mut folder = root.join("requests");
    loop {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(&folder).expect("there").flatten().map(|entry| entry.path()).collect();
        entries.sort();
        match entries.pop() {
            Some(last) if last.is_dir() => folder = last,
            Some(last) => return last,
            None => panic!("no request in {}", folder.display()),
        }
    }
}

fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("written");
}
