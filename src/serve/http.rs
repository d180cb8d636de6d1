//! One request and one answer of HTTP/1.1: GET and HEAD, from this machine only, no bodies.

use std::io::{BufRead, Write};

use crate::text::address::{percent_decode, percent_encode};

/// Bytes that a request's head may take.
const HEAD_LIMIT: u64 = 16 * 1024;

/// What is answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// 200, 404, 500.
    pub(crate) status: u16,
    /// The media type.
    pub(crate) kind: &'static str,
    /// The bytes.
    pub(crate) body: Vec<u8>,
}

/// What is asked for.
#[derive(Debug, PartialEq)]
pub(super) struct Asked {
    /// Decoded, from its first `/` on.
    pub(super) path: String,
    /// Only the head of the answer is wanted.
    pub(super) is_head: bool,
}

/// Reads a request's head; gives the status of the refusal otherwise.
pub(super) fn read(stream: impl BufRead, port: u16) -> Result<Asked, u16> {
    let mut stream = stream.take(HEAD_LIMIT);
    let mut line = || -> Result<String, u16> {
        let mut line = String::new();
        stream.read_line(&mut line).map_err(|_| 400_u16)?;
        if line.ends_with('\n') { Ok(line.trim_end_matches(['\r', '\n']).to_owned()) } else { Err(if line.is_empty() { 400 } else { 431 }) }
    };
    let first = line()?;
    let mut hosts = Vec::new();
    let mut origins = Vec::new();
    let mut has_body = false;
    loop {
        let header = line()?;
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else { return Err(400) };
        match name.to_ascii_lowercase().as_str() {
            "host" => hosts.push(value.trim().to_ascii_lowercase()),
            "origin" => origins.push(value.trim().to_ascii_lowercase()),
            "content-length" | "transfer-encoding" => has_body |= value.trim() != "0",
            _ => {}
        }
    }
    let [host] = hosts.as_slice() else { return Err(400) };
    let is_own = |host: &str| ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"));
    if !is_own(host) || !origins.iter().all(|origin| origin.strip_prefix("http://").is_some_and(is_own)) {
        return Err(403);
    }
    let mut words = first.split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next()) else {
        return Err(400);
    };
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return Err(400);
    }
    let is_head = method == "HEAD";
    if !is_head && method != "GET" {
        return Err(405);
    }
    if has_body {
        return Err(400);
    }
    // What a page is asked with is for its script: the page is the same.
    let path = target.split(['?', '#']).next().unwrap_or(target);
    if !is_canonical(path) {
        return Err(404);
    }
    Ok(Asked { path: percent_decode(path), is_head })
}

/// Whether a path escapes only what must be escaped, so that a page has one address: `/index%2ehtml` is none.
fn is_canonical(path: &str) -> bool {
    path.match_indices('%').all(|(at, _)| {
        let escape = path.get(at..at + 3).unwrap_or_default();
        u8::from_str_radix(escape.get(1..).unwrap_or_default(), 16).is_ok_and(|byte| {
            percent_encode(&char::from(byte).to_string()) != char::from(byte).to_string() && escape == escape.to_uppercase()
        })
    })
}

/// The words of a status.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        _ => "Bad Request",
    }
}

/// What every answer says besides its own: nothing is kept, guessed, framed or fetched by others.
const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\nX-Frame-Options: DENY\r\n\
    Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\nConnection: close\r\n";

/// Writes an answer.
pub(super) fn write(mut stream: impl Write, answer: &Answer, is_head: bool) -> std::io::Result<()> {
    let Answer { status, kind, body } = answer;
    let allow = if *status == 405 { "Allow: GET, HEAD\r\n" } else { "" };
    let length = body.len();
    let head = format!("HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{allow}{ALWAYS}\r\n", reason(*status));
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// Begins a stream of events.
pub(super) fn begin_events(mut stream: impl Write) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}\r\nretry: 300\n\n");
    stream.write_all(head.as_bytes())?;
    stream.flush()
}

/// A refusal without words of its own.
pub(super) fn refusal(status: u16) -> Answer {
    Answer { status, kind: "text/plain; charset=utf-8", body: format!("{status} {}\n", reason(status)).into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(head: &str) -> Result<Asked, u16> {
        read(head.as_bytes(), 8000)
    }

    #[test]
    fn answers_only_this_machine_and_only_what_reads() {
        let get = |path: &str, headers: &str| asked(&format!("GET {path} HTTP/1.1\r\n{headers}\r\n"));
        let own = "Host: 127.0.0.1:8000\r\n";
        assert_eq!(get("/a/%E6%9E%97.html", own), Ok(Asked { path: "/a/林.html".into(), is_head: false }));
        assert_eq!(get("/", "hOST:localhost:8000\r\nOrigin: http://localhost:8000\r\n").map(|asked| asked.path), Ok("/".into()));
        assert_eq!(asked(&format!("HEAD / HTTP/1.1\r\n{own}\r\n")).map(|asked| asked.is_head), Ok(true));
        assert_eq!(get("/index.html?x=1", own).map(|asked| asked.path), Ok("/index.html".into()));
        for (head, status) in [
            ("GET / HTTP/1.1\r\nHost: evil.example:8000\r\n\r\n".to_owned(), 403),
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1:8001\r\n\r\n".to_owned(), 403),
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".to_owned(), 403),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
            (format!("GET / HTTP/1.1\r\n{own}{own}\r\n"), 400),
            (format!("GET / HTTP/1.1\r\n{own}Origin: http://evil.example\r\n\r\n"), 403),
            (format!("GET / HTTP/1.1\r\n{own}Origin: null\r\n\r\n"), 403),
            (format!("POST / HTTP/1.1\r\n{own}\r\n"), 405),
            (format!("POST / HTTP/1.1\r\n{own}Content-Length: 5\r\n\r\nhello"), 405),
            (format!("GET / HTTP/1.1\r\n{own}Content-Length: 5\r\n\r\n"), 400),
            (format!("GET http://127.0.0.1:8000/ HTTP/1.1\r\n{own}\r\n"), 400),
            (format!("GET /  HTTP/1.1\r\n{own}\r\n"), 400),
            (format!("GET / HTTP/1.1\r\n{own}X: {}\r\n\r\n", "x".repeat(20_000)), 431),
            (format!("GET /index%2ehtml HTTP/1.1\r\n{own}\r\n"), 404),
            (format!("GET /requests%2Fa.html HTTP/1.1\r\n{own}\r\n"), 404),
            (format!("GET /%e6%9e%97.html HTTP/1.1\r\n{own}\r\n"), 404),
            (format!("GET /100%.html HTTP/1.1\r\n{own}\r\n"), 404),
            ("\r\n".to_owned(), 400),
            (String::new(), 400),
        ] {
            assert_eq!(asked(&head), Err(status), "{head:?}");
        }
    }
}
