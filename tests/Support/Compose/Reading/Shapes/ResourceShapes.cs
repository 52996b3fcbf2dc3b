namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Networks, volumes, secrets and configs at the top of the file.</summary>
internal static class ResourceShapes
{
    private static readonly TextShape FilePath = new() { Then = (text, node, scope) => scope.Context.Absolute(text, node.Place) };

    private static readonly RecordShape IpamConfig = new(new Dictionary<string, Field>
    {
        ["subnet"] = TextShape.Text,
        ["ip_range"] = TextShape.Text,
        ["gateway"] = TextShape.Text,
        ["aux_addresses"] = new TextMapShape { TextsOnly = true },
    });

    private static readonly RecordShape Ipam = new(new Dictionary<string, Field>
    {
        ["driver"] = TextShape.Text,
        ["config"] = new SubnetsShape(IpamConfig),
        ["options"] = new TextMapShape { TextsOnly = true },
    })
    { Then = (read, _, _) => read.Without("options") };

    public static readonly RecordShape Network = new(new Dictionary<string, Field>
    {
        ["name"] = TextShape.Text,
        ["driver"] = TextShape.Text,
        ["driver_opts"] = TextMapShape.Options,
        ["ipam"] = new(Ipam, KeepEmpty: true),
        ["external"] = ExternalShape.External,
        ["internal"] = TruthShape.Truth,
        ["enable_ipv4"] = new(TruthShape.Truth, KeepEmpty: true),
        ["enable_ipv6"] = new(TruthShape.Truth, KeepEmpty: true),
        ["attachable"] = TruthShape.Truth,
        ["labels"] = KeyValuesShape.Labels,
    })
    {
        Then = (read, written, scope) =>
        {
            var network = ExternalShape.Name(read, written);
            return network["ipam"] is null ? network.With("ipam", new MapNode([], read.Place)) : network;
        },
    };

    public static readonly RecordShape Volume = new(new Dictionary<string, Field>
    {
        ["name"] = TextShape.Text,
        ["driver"] = TextShape.Text,
        ["driver_opts"] = TextMapShape.Options,
        ["external"] = ExternalShape.External,
        ["labels"] = KeyValuesShape.Labels,
    })
    { Then = VolumeRules.Finish };

    public static readonly RecordShape Secret = new(new Dictionary<string, Field>
    {
        ["name"] = TextShape.Text,
        ["environment"] = TextShape.Text,
        ["file"] = FilePath,
        ["external"] = ExternalShape.External,
        ["labels"] = KeyValuesShape.Labels,
        ["driver"] = TextShape.Text,
        ["driver_opts"] = TextMapShape.Options,
        ["template_driver"] = TextShape.Text,
    })
    { Then = (read, written, scope) => ExternalShape.OneSource(read, written, scope, "file", "environment") };

    public static readonly RecordShape Config = new(new Dictionary<string, Field>
    {
        ["name"] = TextShape.Text,
        ["content"] = TextShape.Text,
        ["environment"] = TextShape.Text,
        ["file"] = FilePath,
        ["external"] = ExternalShape.External,
        ["labels"] = KeyValuesShape.Labels,
        ["template_driver"] = TextShape.Text,
    })
    { Then = (read, written, scope) => ExternalShape.OneSource(read, written, scope, "file", "environment", "content") };
}
