import { Card } from '../../ui/card';
import { Profile } from './profile';

/** The first visit asks for a name, so that the day's leader knows who comes, and for the languages spoken. */
export default function Welcome() {
  return (
    <Card look="main">
      <Profile />
    </Card>
  );
}
