namespace Standins.Toxiproxy.Server;

/// <summary>Levels of log lines, by the numbers that LOG_LEVEL also understands.</summary>
internal enum LogLevel
{
    Trace = -1,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
    Panic,

    /// <summary>What an empty LOG_LEVEL means: no line is as important.</summary>
    None,
    Disabled,
}
