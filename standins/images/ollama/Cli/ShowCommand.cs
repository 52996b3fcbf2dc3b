using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary><c>ollama show</c>.</summary>
internal static class ShowCommand
{
    private static readonly string[] Parts = ["license", "modelfile", "parameters", "system", "template"];

    public static async Task<int> RunAsync(Typed typed)
    {
        string[] wanted = [.. Parts.Where(typed.Has)];
        if (wanted.Length > 1)
        {
            throw new CliException("only one of '--license', '--modelfile', '--parameters', '--system', or '--template' can be specified");
        }

        bool verbose = typed.Has("verbose");
        JsonValue model = await ApiClient.JsonAsync("POST", "/api/show", new JsonText().Open().Str("model", typed.Arguments[0]).Bool("verbose", verbose).Close().ToString());
        if (wanted.Length == 1)
        {
            Console.Out.Write((model[wanted[0]]?.Text ?? "") + "\n");
            return 0;
        }

        JsonValue info = model["model_info"]!, details = model["details"]!;
        string architecture = info["general.architecture"]?.Text ?? "";
        Section("Model", [
            ["architecture", architecture],
            ["parameters", details["parameter_size"]?.Text ?? ""],
            ["context length", info[architecture + ".context_length"]?.Text ?? ""],
            ["embedding length", info[architecture + ".embedding_length"]?.Text ?? ""],
            ["quantization", details["quantization_level"]?.Text ?? ""]]);
        Section("Capabilities", [.. model["capabilities"]!.Items.Select(c => (string[])[c.Text])]);
        if (model["parameters"] is { } parameters)
        {
            Section("Parameters", [.. parameters.Text.Split('\n').Select(l => l.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]);
        }

        if (verbose)
        {
            Section("Metadata", [.. info.Members.Where(m => m.Value.Kind != JsonKind.Array).Select(m => (string[])[m.Key, m.Value.Text])]);
            Section("Tensors", [.. model["tensors"]!.Items.Select(t => (string[])[t["name"]!.Text, t["type"]!.Text, $"[{string.Join(' ', t["shape"]!.Items.Select(d => d.Text))}]"])]);
        }

        if (model["system"] is { } system)
        {
            Section("System", [.. system.Text.Split('\n').Take(2).Select(l => (string[])[l.Trim()])]);
        }

        if (model["license"] is { } license)
        {
            Section("License", [.. license.Text.Split('\n').Where(l => l.Trim().Length > 0).Take(2).Select(l => (string[])[l.Trim()])]);
        }

        return 0;
    }

    private static void Section(string title, string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows.Max(r => r.Length)).Select(i => rows.Max(r => r.Length > i ? r[i].Length : 0))];
        Console.Out.Write($"  {title}\n{string.Concat(rows.Select(r => "    " + string.Concat(r.Select((c, i) => c.PadRight(widths[i]) + "    ")) + "\n"))}\n");
    }
}
