//! The `asklog` program: hands its arguments to the library and ends with its exit status.

fn main() -> std::process::ExitCode {
    asklog::run(std::env::args_os())
}
