//! How a conversation begins: nothing is answered before `initialize`.

use std::sync::mpsc::Receiver;

use lsp_server::{ErrorCode, Message, RequestId, Response};

use super::client::{self, Client};
use super::server::{Ended, Event};
use super::wire::Wire;

/// Waits for `initialize`, and answers it.
///
/// # Errors
/// How the conversation ended before it came.
pub(super) fn greet(wire: &Wire, happens: &Receiver<Event>) -> Result<Client, Ended> {
    loop {
        match happens.recv() {
            Ok(Event::Client(Message::Request(request))) if request.method == "initialize" => {
                if !client::is_greeting(&request.params) {
                    wire.send(&refusal(request.id, ErrorCode::InvalidParams, "not the parameters of initialize"));
                    continue;
                }
                let client = Client::of(&request.params);
                wire.send(&Response::new_ok(request.id, client::answer(&client)).into());
                return Ok(client);
            }
            Ok(Event::Client(Message::Request(request))) => {
                wire.send(&refusal(request.id, ErrorCode::ServerNotInitialized, "initialize comes first"));
            }
            Ok(Event::Client(Message::Notification(told))) if told.method == "exit" => return Err(Ended::Gone),
            Ok(Event::NoMessage(refused)) => wire.refuse(&refused),
            Ok(Event::Gone) | Err(_) => return Err(Ended::Gone),
            Ok(Event::Broken(why)) => return Err(Ended::Broken(why)),
            Ok(_) => {}
        }
    }
}

/// The answer to a request that is refused.
pub(super) fn refusal(id: RequestId, code: ErrorCode, words: &str) -> Message {
    Response::new_err(id, code as i32, words.to_owned()).into()
}
