using System.Globalization;
using System.Text.Json.Nodes;
using Standins.Golang.Json;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Cli;

/// <summary>Lists for people on a terminal, and plain lines with tabs for everything else.</summary>
internal sealed class CliOutput(bool isTerminal)
{
    private const string Red = "\e[31m", Green = "\e[32m", Yellow = "\e[33m", Blue = "\e[34m", Purple = "\e[35m", Plain = "\e[0m";

    public void Proxies(JsonObject proxies)
    {
        if (isTerminal)
        {
            Line($"{Green}Name\t\t\t{Blue}Listen\t\t{Yellow}Upstream\t\t{Purple}Enabled\t\t{Red}Toxics");
            Line($"{Plain}{Plain}{new string('=', 86)}");
        }

        foreach (var proxy in proxies.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value!))
        {
            Proxy(proxy);
        }

        if (isTerminal && proxies.Count == 0)
        {
            Line($"{Red}no proxies");
            Line($"{Plain}");
            Line($"{Plain}Hint: create a proxy with `toxiproxy-cli create`");
        }
        else if (isTerminal)
        {
            Line("");
            Line($"{Plain}Hint: inspect toxics with `toxiproxy-cli inspect <proxyName>`");
        }
    }

    public void Inspect(JsonNode proxy)
    {
        if (isTerminal)
        {
            Line($"{Purple}Name: {Plain}{proxy["name"]}\t{Blue}Listen: {Plain}{proxy["listen"]}\t{Yellow}Upstream: {Plain}{proxy["upstream"]}");
            Line($"{Plain}{new string('=', 70)}");
        }

        Toxics(proxy, "Upstream");
        Toxics(proxy, "Downstream");
        if (isTerminal)
        {
            Line($"{Plain}Hint: add a toxic with `toxiproxy-cli toxic add`");
        }
    }

    public void Toggled(string name, bool enabled)
    {
        var state = enabled ? "enabled" : "disabled";
        var color = enabled ? Green : Red;
        Line(isTerminal ? $"Proxy {color}{name}{Plain} is now {color}{state}{Plain}" : $"Proxy {name} is now {state}");
    }

    public static void Line(string text) => StandardStream.Write(StandardStream.Output, text);

    private void Proxy(JsonNode proxy)
    {
        var enabled = proxy["enabled"]!.GetValue<bool>();
        var toxics = proxy["toxics"]!.AsArray().Count.ToString(CultureInfo.InvariantCulture);
        string[] cells = [$"{proxy["name"]}", $"{proxy["listen"]}", $"{proxy["upstream"]}", enabled ? "enabled" : "disabled"];
        Line(isTerminal
            ? Cell(cells[0], enabled ? Green : Red, 3) + Cell(cells[1], Blue, 2) + Cell(cells[2], Yellow, 3) + Cell(cells[3], Purple, 2) + $"{Red}{toxics}{Plain}"
            : string.Join('\t', cells.Append(toxics)));
    }

    private void Toxics(JsonNode proxy, string stream)
    {
        var toxics = proxy["toxics"]!.AsArray().Where(toxic => $"{toxic!["stream"]}".Equals(stream, StringComparison.OrdinalIgnoreCase)).ToList();
        if (isTerminal)
        {
            Line($"{Green}{stream} toxics:");
            Line(toxics.Count == 0 ? $"{Plain}{Red}Proxy has no {stream} toxics enabled." : Plain + Toxic(toxics[0]!));
            toxics.Skip(1).ToList().ForEach(toxic => Line(Toxic(toxic!)));
            Line(toxics.Count == 0 ? Plain : "");
        }
        else
        {
            toxics.ForEach(toxic => Line(Toxic(toxic!)));
        }
    }

    private string Toxic(JsonNode toxic)
    {
        var attributes = toxic["attributes"]!.AsObject().OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key}={GoNumber.Printed(entry.Value!.GetValue<double>())}\t");
        return (isTerminal ? $"{Blue}{toxic["name"]}:{Plain}" : $"{toxic["name"]}")
            + string.Create(CultureInfo.InvariantCulture, $"\ttype={toxic["type"]}\tstream={toxic["stream"]}\ttoxicity={toxic["toxicity"]!.GetValue<float>():0.00}\t")
            + $"attributes=[\t{string.Concat(attributes)}]";
    }

    // Columns are as wide as some tab stops; a longer text pushes the rest to the right.
    private static string Cell(string text, string color, int stops) => $"{color}{text}{Plain}{new string('\t', Math.Max(1, stops - (text.Length / 8)))}";
}
