namespace Standins.Toxiproxy.Proxying;

/// <summary>What became of resolving a listen text. Done before any lock is taken, because a name server may take its time.</summary>
internal sealed record Resolution(string Text, ListenAddress? Address, string? Error)
{
    public static async Task<Resolution> OfAsync(string text)
    {
        try
        {
            return new(text, await ListenAddress.ResolveAsync(text), null);
        }
        catch (ProxyException e)
        {
            return new(text, null, e.Message);
        }
    }
}
