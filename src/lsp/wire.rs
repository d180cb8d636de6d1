//! Messages over standard input and output. What is no message is answered where the protocol allows; where the next one
//! begins is not known any more after a broken header, so that ends the conversation with its reason.

use std::io::{BufRead, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

use super::server::Event;
use crate::labels::{Text, text};

/// The longest message that is taken, in bytes: a journal's file has at most 8 MiB.
const LONGEST: usize = 256 * 1024 * 1024;
/// The longest line of a header, in bytes.
const HEADER: u64 = 8 * 1024;

/// The way to the editor.
#[derive(Clone)]
pub(super) struct Wire {
    to: Sender<String>,
}

impl Wire {
    /// A thread that writes to standard output what is sent, until nobody can send any more.
    pub(super) fn to_stdout() -> (Wire, JoinHandle<()>) {
        let (to, from) = channel();
        (Wire { to }, std::thread::spawn(move || write_all(&from)))
    }

    /// Sends a message. An editor that is gone is told by [`Event::Gone`].
    pub(super) fn send(&self, message: &Message) {
        self.send_value(serde_json::to_value(message).unwrap_or_default());
    }

    /// Answers what is no message.
    pub(super) fn refuse(&self, refused: &NoMessage) {
        self.send_value(json!({"id": refused.id, "error": {"code": refused.code as i32, "message": refused.why}}));
    }

    fn send_value(&self, mut value: Value) {
        if let Some(message) = value.as_object_mut() {
            message.insert("jsonrpc".to_owned(), json!("2.0"));
        }
        let _ = self.to.send(value.to_string());
    }
}

fn write_all(from: &Receiver<String>) {
    let mut out = std::io::stdout().lock();
    for text in from {
        let written = write!(out, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| out.flush());
        if written.is_err() {
            return;
        }
    }
}

/// What came in the place of a message.
pub(super) struct NoMessage {
    /// Which question it may have been.
    id: Value,
    code: ErrorCode,
    why: String,
}

/// Reads standard input on a thread of its own, and tells what comes; ends after `exit`, and where nothing more can be read.
pub(super) fn listen(events: Sender<Event>) {
    std::thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let event = match next(&mut input) {
                Ok(Some(body)) => match message(&body) {
                    Ok(Some(message)) => Event::Client(message),
                    Ok(None) => continue,
                    Err(refused) => Event::NoMessage(refused),
                },
                Ok(None) => Event::Gone,
                Err(why) => Event::Broken(why),
            };
            let is_last = match &event {
                Event::Client(Message::Notification(told)) => told.method == "exit",
                Event::Gone | Event::Broken(_) => true,
                _ => false,
            };
            if events.send(event).is_err() || is_last {
                return;
            }
        }
    });
}

/// The bytes of the next message; `None` where the input ends between two.
fn next(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Text> {
    let failed = |error: &std::io::Error| text!("lsp.wire.read"; cause => crate::error::cause(error));
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        input.by_ref().take(HEADER).read_until(b'\n', &mut line).map_err(|error| failed(&error))?;
        let line = String::from_utf8_lossy(&line);
        if line.is_empty() {
            return if is_first { Ok(None) } else { Err(text!("lsp.wire.cut")) };
        }
        is_first = false;
        let header = line.trim();
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else { return Err(text!("lsp.wire.header", line = header)) };
        if name.trim().eq_ignore_ascii_case("content-length") {
            let number = value.trim().parse::<usize>().ok().filter(|length| *length <= LONGEST);
            length = Some(number.ok_or_else(|| text!("lsp.wire.header", line = header))?);
        }
    }
    let length = length.ok_or_else(|| text!("lsp.wire.no-length"))?;
    let mut body = Vec::new();
    input.by_ref().take(length as u64).read_to_end(&mut body).map_err(|error| failed(&error))?;
    if body.len() < length { Err(text!("lsp.wire.cut")) } else { Ok(Some(body)) }
}

/// The message that bytes are; `None` for an answer of another form, to which nothing can be said.
fn message(body: &[u8]) -> Result<Option<Message>, NoMessage> {
    let value: Value = serde_json::from_slice(body).map_err(|error| NoMessage {
        id: Value::Null,
        code: ErrorCode::ParseError,
        why: format!("not JSON: {error}"),
    })?;
    let id = value.get("id").filter(|id| id.is_string() || id.is_number()).cloned().unwrap_or_default();
    let is_answer = value.get("method").is_none() && (value.get("result").is_some() || value.get("error").is_some());
    let is_question = value.get("method").is_some() && value.get("id").is_some();
    match serde_json::from_value(value) {
        // A question whose id is of another form would be taken for a notification.
        Ok(message) if !is_question || matches!(message, Message::Request(_)) => Ok(Some(message)),
        Ok(_) => Err(NoMessage { id, code: ErrorCode::InvalidRequest, why: "an id is a text or a whole number of 32 bits".to_owned() }),
        Err(_) if is_answer => Ok(None),
        Err(_) => Err(NoMessage { id, code: ErrorCode::InvalidRequest, why: "not a message of JSON-RPC".to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::labels::{Labels, Lang};

    fn read(bytes: &str) -> String {
        match next(&mut bytes.as_bytes()) {
            Ok(Some(body)) => String::from_utf8_lossy(&body).into_owned(),
            Ok(None) => "the end".to_owned(),
            Err(why) => why.say(&Labels::of(Lang::En)),
        }
    }

    #[test]
    fn reads_a_message_or_says_why_not() {
        for (bytes, said) in [
            ("Content-Length: 2\r\n\r\n{}", "{}"),
            ("content-length:2\n\n{}rest", "{}"),
            ("Content-Type: x; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", "{}"),
            ("", "the end"),
            ("Content-Length: 9\r\n\r\n{}", "the input ends in the middle of a message"),
            ("Content-Length: 9", "the input ends in the middle of a message"),
            ("Content-Length: two\r\n\r\n{}", "`Content-Length: two` is not a message header"),
            ("Content-Length: 99999999999\r\n\r\n{}", "`Content-Length: 99999999999` is not a message header"),
            ("hello\n", "`hello` is not a message header"),
            ("Content-Type: x\r\n\r\n{}", "a message came without its Content-Length"),
        ] {
            assert_eq!(read(bytes), said, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), length in 0_usize..220) {
            let _ = message(&bytes);
            let _ = next(&mut bytes.as_slice());
            let framed = [format!("Content-Length: {length}\r\n\r\n").as_bytes(), &bytes].concat();
            let read = next(&mut framed.as_slice());
            prop_assert_eq!(matches!(read, Ok(Some(_))), length <= bytes.len());
        }
    }
}
