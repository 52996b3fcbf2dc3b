using System.Text.RegularExpressions;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Takes out of log lines what differs from run to run.</summary>
internal static partial class LogLine
{
    public static string Steady(string text) => RequestId().Replace(Time().Replace(text, "\"time\":\"T\""), "\"request_id\":\"ID\"");

    [GeneratedRegex("\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"")]
    private static partial Regex Time();

    [GeneratedRegex("\"request_id\":\"[0-9a-v]{20}\"")]
    private static partial Regex RequestId();
}
