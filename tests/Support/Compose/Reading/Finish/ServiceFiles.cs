namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Reads the files of variables and labels that a service names, below what the service says itself.</summary>
internal static class ServiceFiles
{
    public static MapNode Apply(MapNode service, Scope scope)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        Dictionary<string, SourcePlace> places = new(StringComparer.Ordinal);
        foreach (var file in service.Items("env_file"))
        {
            var raw = file.Text("format") == "raw";
            Read(file.Text("path")!, file, file.At("required") is not ScalarNode { Value: false }, scope.At("env_file"), variables, places, raw);
        }

        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        foreach (var file in service.Items("label_file"))
        {
            Read(((ScalarNode)file).Text!, file, required: true, scope.At("label_file"), labels, places);
        }

        return Below(Below(service, "environment", variables, places), "labels", labels, places).Without("env_file", "label_file");
    }

    private static void Read(
        string path, Node node, bool required, Scope scope, Dictionary<string, string> values, Dictionary<string, SourcePlace> places, bool raw = false)
    {
        if (path.Length == 0)
        {
            _ = required ? scope.Refuse(node, "names an empty path; name a file, or drop it") : node;
            return;
        }

        var file = scope.Context.Absolute(path, node.Place);
        // Without variables a file is judged as it is, wherever it lies; only its machine has the others.
        if (!File.Exists(file) && (!required || scope.Source.Symbolic))
        {
            return;
        }

        // Files before this one win inside of ${}, its own lines come last.
        var known = new VariableSource(values, Symbolic: false).WithDefaults(scope.Source.Values);
        foreach (var (name, value) in raw ? DotEnv.Raw(file, node.Place, scope.Context.Budget) : DotEnv.Read(file, node.Place, known, scope.Context.Budget))
        {
            values[name] = value;
            places[name] = node.Place;
        }
    }

    private static MapNode Below(
        MapNode service, string key, Dictionary<string, string> values, Dictionary<string, SourcePlace> places) => values.Count == 0
        ? service
        : service.With(key, new MapNode(
            values.Select(pair => new MapEntry(pair.Key, places[pair.Key], new ScalarNode(pair.Value, places[pair.Key])))
                .Concat(service.Entries(key)),
            service[key]?.Place ?? places.Values.First()));
}
