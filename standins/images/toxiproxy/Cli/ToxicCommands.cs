using System.Globalization;
using System.Text.Json.Nodes;

namespace Standins.Toxiproxy.Cli;

/// <summary>toxiproxy-cli toxic add, update and remove.</summary>
internal sealed class ToxicCommands(ApiClient api)
{
    public void Run(IReadOnlyList<string> args)
    {
        if (args is ["help" or "h", ..])
        {
            Run(args.Count > 1 ? [args[1], "--help"] : []);
            return;
        }

        var rest = args.Skip(1).ToList();
        var (command, arguments) = (args.Count > 0 ? args[0] : null) switch
        {
            "add" or "a" => (Add, new CliArguments(rest, CliHelp.Of("toxic-add"), "toxicName,n=", "type,t=", "toxicity,tox=", "attribute,a=", "upstream,u", "downstream,d")),
            "update" or "u" => (Update, new CliArguments(rest, CliHelp.Of("toxic-update"), "toxicName,n=", "toxicity,tox=", "attribute,a=")),
            "remove" or "r" or "delete" or "d" => (Remove, new CliArguments(rest, CliHelp.Of("toxic-remove"), "toxicName,n=")),
            null or ['-', ..] => ((Action<CliArguments>?)null, new CliArguments(args, CliHelp.Of("toxic"))),
            var other => throw new CliFailure($"No help topic for '{other}'", 3),
        };
        if (command == null || arguments.WantsHelp)
        {
            CliOutput.Line(arguments.Help);
            return;
        }

        command(arguments);
    }

    private void Add(CliArguments args)
    {
        var proxy = args.ProxyName();
        var type = args.Required("type");
        if (args.Has("upstream") && args.Has("downstream"))
        {
            throw new CliFailure("Only one should be specified: upstream or downstream.\n");
        }

        var stream = args.Has("upstream") ? "upstream" : "downstream";
        var body = Body(args);
        body["name"] = args.Value("toxicName") ?? "";
        body["type"] = type;
        body["stream"] = stream;
        body["toxicity"] ??= 1.0;
        var name = Try("Failed to add toxic: ", () =>
        {
            FindProxy(proxy);
            return Try($"failed to add toxic to proxy {proxy}: AddToxic: ", () => api.Post($"/proxies/{ApiClient.Escape(proxy)}/toxics", body))!["name"];
        });
        CliOutput.Line($"Added {stream} {type} toxic '{name}' on proxy '{proxy}'");
    }

    private void Update(CliArguments args)
    {
        var proxy = args.ProxyName();
        var name = args.Required("toxicName");
        var body = Body(args);
        Try("Failed to update toxic: ", () =>
        {
            FindProxy(proxy);
            return Try($"failed to update toxic '{name}' of proxy '{proxy}': ", () => api.Patch(Path(proxy, name), body));
        });
        CliOutput.Line($"Updated toxic '{name}' on proxy '{proxy}'");
    }

    private void Remove(CliArguments args)
    {
        var proxy = args.ProxyName();
        var name = args.Required("toxicName");
        Try<JsonNode?>("Failed to remove toxic: ", () =>
        {
            FindProxy(proxy);
            return Try<JsonNode?>($"failed to remove toxic '{name}' from proxy '{proxy}': ", () =>
            {
                api.Delete(Path(proxy, name));
                return null;
            });
        });
        CliOutput.Line($"Removed toxic '{name}' on proxy '{proxy}'");
    }

    private void FindProxy(string proxy) => Try($"failed to retrieve proxy with name `{proxy}`: ", () => api.Get($"/proxies/{ApiClient.Escape(proxy)}"));

    private static string Path(string proxy, string toxic) => $"/proxies/{ApiClient.Escape(proxy)}/toxics/{ApiClient.Escape(toxic)}";

    // Several may stand in one option, between commas. What is no number is sent as text; the server says what it thinks of it.
    // What has no '=' is left out.
    private static JsonObject Body(CliArguments args)
    {
        var attributes = new JsonObject();
        foreach (var pair in args.Values("attribute").SelectMany(list => list.Split(',')).Select(text => text.Split('=', 2)).Where(pair => pair.Length == 2))
        {
            attributes[pair[0]] = double.TryParse(pair[1], CultureInfo.InvariantCulture, out var number) ? number : pair[1];
        }

        var body = new JsonObject { ["attributes"] = attributes };
        if (args.Value("toxicity") is { } toxicity)
        {
            body["toxicity"] = double.TryParse(toxicity, CultureInfo.InvariantCulture, out var value) ? value : throw new CliFailure("toxicity should be a float.\n");
        }

        return body;
    }

    private static T Try<T>(string prefix, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ApiException e)
        {
            throw new ApiException(prefix + e.Message);
        }
    }
}
