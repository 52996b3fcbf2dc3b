namespace Standins.Toxiproxy.Toxics;

/// <summary>Lets a number of bytes through and closes the connection when it is reached. The count survives changes of the limit.</summary>
internal sealed class LimitDataStage(Toxic toxic) : Stage(toxic)
{
    private long _passed;

    protected override bool Process(long now)
    {
        var moved = false;
        while (Count > 0 && Next.HasRoom)
        {
            var chunk = Take();
            var left = Math.Max(0, Toxic.Attribute(0) - _passed);
            if (left < chunk.Length)
            {
                chunk.CutTo((int)left);
            }

            _passed += chunk.Length;
            moved = true;
            if (chunk.Length > 0)
            {
                Next.Accept(chunk, now);
            }
            else
            {
                chunk.Free();
            }

            if (_passed >= Toxic.Attribute(0))
            {
                Finish(End.OfConnection);
                return true;
            }
        }

        return PassEnd() || moved;
    }
}
