//! The loopback's listener: a thread for each connection, one answer each, events for open pages.

use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::changes::Changes;
use super::http::{Answer, begin_events, read, refusal, write};

/// Connections at once; more are turned away.
const MOST: usize = 128;
/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// After so long a silence an open page hears that it is still listened to.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Where open pages listen.
const EVENTS: &str = "/asklog-live";

/// A listener on the loopback, and its port; 0 asks for any free one.
///
/// # Errors
/// When the port is taken.
pub(crate) fn listen(port: u16) -> std::io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Answers until the process ends. `answer` is given a decoded path without its first `/`; `version` names the
/// pages that are answered now.
pub(crate) fn run(
    listener: &TcpListener,
    port: u16,
    changes: &Arc<Changes>,
    answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
    version: impl Fn(u64) -> String + Send + Sync + 'static,
) {
    let (answer, version) = (Arc::new(answer), Arc::new(version));
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if !stream.peer_addr().is_ok_and(|peer| peer.ip().is_loopback()) || open.load(Ordering::Relaxed) >= MOST {
            continue;
        }
        open.fetch_add(1, Ordering::Relaxed);
        let (answer, version, changes, open) = (Arc::clone(&answer), Arc::clone(&version), Arc::clone(changes), Arc::clone(&open));
        std::thread::spawn(move || {
            // A reader that went away is nobody's fault.
            let _ = connection(&stream, port, &changes, &*answer, &*version);
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

fn connection(
    stream: &TcpStream,
    port: u16,
    changes: &Changes,
    answer: &dyn Fn(&str) -> Answer,
    version: &dyn Fn(u64) -> String,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let asked = match read(BufReader::new(stream), port) {
        Ok(asked) => asked,
        Err(status) => return write(stream, &refusal(status), false),
    };
    if asked.path == EVENTS && !asked.is_head {
        return events(stream, changes, version);
    }
    write(stream, &answer(&asked.path[1..]), asked.is_head)
}

/// Says the version now, after each change and at each heartbeat.
fn events(mut stream: &TcpStream, changes: &Changes, version: &dyn Fn(u64) -> String) -> std::io::Result<()> {
    begin_events(stream)?;
    let mut seen = changes.count();
    writeln!(stream, "data: {}\n", version(seen))?;
    loop {
        // The version at each heartbeat too: a page that missed a change hears of it then.
        seen = changes.wait(seen, HEARTBEAT);
        writeln!(stream, "data: {}\n", version(seen))?;
        stream.flush()?;
    }
}
